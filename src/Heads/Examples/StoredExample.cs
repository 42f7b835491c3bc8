namespace MsMclr.MLNet.Heads.Examples;

/// <summary>An example in a bank.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Action">Its action.</param>
/// <param name="Vector">Its embedding, of length 1.</param>
/// <param name="Similarities">The cosine with each example before it, and with itself.</param>
internal sealed record StoredExample(string Name, string Action, float[] Vector, float[] Similarities);
