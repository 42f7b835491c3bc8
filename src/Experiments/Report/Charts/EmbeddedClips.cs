namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>Embeddings with what is known of their clips.</summary>
/// <param name="Embeddings">[N][D].</param>
/// <param name="Labels">[N], 0-based indices into the names of the classes.</param>
/// <param name="ClipNames">[N], what each clip is called.</param>
/// <param name="ClassNames">What the classes are called.</param>
internal sealed record EmbeddedClips(float[][] Embeddings, int[] Labels, string[] ClipNames, string[] ClassNames);
