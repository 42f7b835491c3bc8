using System.Globalization;

namespace MsMclr.MLNet;

/// <summary>
/// What becomes of an encoder that is trained further, all layers and a linear classifier, with a share of the training labels. The
/// same with an encoder that begins at random weights, and the same labels, tells what pretraining is worth.
/// </summary>
/// <param name="Labels">The share of the training labels, 1 for all.</param>
/// <param name="IsPretrained">Whether the encoder was pretrained before.</param>
/// <param name="Top1Accuracy">A fraction of the test clips.</param>
public sealed record FineTunedScore(double Labels, bool IsPretrained, double Top1Accuracy)
{
    /// <summary>Gets what the closing table calls it.</summary>
    public string Name => NameOf(Labels, IsPretrained);

    /// <summary>Gets the key of <c>results.json</c>: <c>0.1</c>.</summary>
    public string Key => Labels.ToString(CultureInfo.InvariantCulture);

    internal static string NameOf(double labels, bool isPretrained)
    {
        var name = isPretrained ? "Fine-tuned" : "Untrained, fine-tuned";
        return labels == 1 ? name : name + string.Create(CultureInfo.InvariantCulture, $", {100 * labels:0.###} % of labels");
    }
}
