using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Linear;

namespace MsMclr.MLNet.Tests;

public class LinearSgdTests
{
    [Test]
    public void Two_steps_of_the_papers_head_are_the_golden_ones()
    {
        using var manifest = GoldenData.Manifest("manifest.json");
        var scalars = manifest.RootElement.GetProperty("scalars").GetProperty("linear_eval");
        var features = GoldenArray.Read("small/eval/q_pooled.npy");
        var labels = scalars.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32()).ToArray();
        var rows = new LabeledFeatures(features.Values, 16, labels, ["a", "b", "c", "d", "e"]);
        var layer = new SoftmaxRegression(5, 16);
        GoldenArray.Read("small/linear_eval/fc_weight_init.npy").Values.CopyTo(layer.Weights, 0);
        GoldenArray.Read("small/linear_eval/fc_bias_init.npy").Values.CopyTo(layer.Biases, 0);
        var descent = new LinearSgd(layer, rows);
        var losses = scalars.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble()).ToArray();
        for (var step = 0; step < 2; step++)
        {
            GoldenData.AssertMatches($"small/linear_eval/logits_step{step}.npy", Logits(layer, rows));
            Assert.That(descent.Step([0, 1, 2, 3, 4, 5, 6, 7], 3), Is.EqualTo(losses[step]).Within(0.01).Percent);
        }

        GoldenData.AssertMatches("small/linear_eval/fc_weight_final.npy", layer.Weights);
        GoldenData.AssertMatches("small/linear_eval/fc_bias_final.npy", layer.Biases);
    }

    private static float[] Logits(SoftmaxRegression layer, LabeledFeatures rows)
    {
        var logits = new float[rows.Count * rows.Classes];
        for (var row = 0; row < rows.Count; row++)
            layer.Logits(rows[row], logits.AsSpan(row * rows.Classes, rows.Classes));
        return logits;
    }
}
