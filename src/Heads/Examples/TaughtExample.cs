namespace MsMclr.MLNet;

/// <summary>An example that an <see cref="ExampleBank"/> holds.</summary>
/// <param name="Name">What it is called; no two examples of a bank share a name.</param>
/// <param name="Action">What it is an example of.</param>
public sealed record TaughtExample(string Name, string Action);
