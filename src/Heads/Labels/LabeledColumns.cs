namespace MsMclr.MLNet.Heads.Labels;

/// <summary>The names of the two columns that a head is fitted to.</summary>
/// <param name="Label">The label, a key.</param>
/// <param name="Features">The embedding, <c>Vector&lt;Single, D&gt;</c>.</param>
internal sealed record LabeledColumns(string Label, string Features);
