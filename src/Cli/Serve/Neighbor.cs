namespace MsMclr.MLNet.Cli.Serve;

/// <summary>A known clip and the cosine of the angle between its embedding and the one asked about.</summary>
internal sealed record Neighbor(string Name, string Action, float Similarity);
