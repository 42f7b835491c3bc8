using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>The contrast part by part, against the formula written out in double precision.</summary>
public class PartContrastTests
{
    private const double Temperature = 0.2;

    [Test]
    public void The_loss_is_the_mean_over_parts_of_InfoNCE_within_the_batch()
    {
        const int Parts = 3, Clips = 5, Size = 6;
        using var scope = NewDisposeScope();
        using var generator = new Generator(11, CPU);
        Tensor Unit() => nn.functional.normalize(randn([Parts, Clips, Size], generator: generator), dim: 2);
        var queries = Unit();
        var keys = Unit();
        var loss = new PartContrast(Temperature, weight: 0.7).Loss(queries, keys).item<float>();

        var query = TensorValues.ToArray(queries);
        var key = TensorValues.ToArray(keys);
        var sum = 0.0;
        for (var part = 0; part < Parts; part++)
        {
            for (var clip = 0; clip < Clips; clip++)
            {
                var logits = Enumerable.Range(0, Clips).Select(other => Dot(part, clip, other) / Temperature).ToArray();
                sum += Math.Log(logits.Sum(Math.Exp)) - logits[clip];
            }
        }

        Assert.That(loss, Is.EqualTo(0.7 * sum / (Parts * Clips)).Within(1e-5));
        var shares = new[] { (0, 2), (2, 3) }.Select(group => (First: group.Item1, Own: queries.narrow(1, group.Item1, group.Item2)));
        var ofGroups = shares.Sum(share => new PartContrast(Temperature, weight: 0.7).Loss(share.Own, keys, share.First).item<float>());
        Assert.That(ofGroups, Is.EqualTo(loss).Within(1e-5), "group by group");

        double Dot(int part, int clip, int other)
        {
            var first = ((part * Clips) + clip) * Size;
            var second = ((part * Clips) + other) * Size;
            return Enumerable.Range(0, Size).Sum(i => (double)query[first + i] * key[second + i]);
        }
    }
}
