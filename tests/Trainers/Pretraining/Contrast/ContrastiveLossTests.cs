using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>The losses against the formulas written out in double precision.</summary>
public class ContrastiveLossTests
{
    [TestCase(2, 5, 0, 0.2)]
    [TestCase(4, 4, 1, 0.2)]
    [TestCase(3, 9, 2, 0.2)]
    [TestCase(3, 9, 1, 0.05, Description = "a sharper teacher")]
    public void Losses_equal_the_formulas(int n, int k, int mined, double teacherTemperature)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11, CPU);
        Tensor Unit(params long[] shape) => nn.functional.normalize(randn(shape, generator: generator), dim: 1);
        var branches = new[] { Unit(n, 6), Unit(n, 6), Unit(n, 6), Unit(n, 6) };
        var keys = Unit(n, 6);
        var queue = nn.functional.normalize(randn([6, k], generator: generator), dim: 0);
        var loss = new ContrastiveLoss(temperature: 0.2, divergenceWeight: 1) { TeacherTemperature = teacherTemperature };
        var losses = loss.Of(stack(branches), keys, queue, mined);
        var similar = branches.Select(z => Similarities(z, keys, queue)).ToArray();
        var predicted = similar[0].Select(Softmax).ToArray();
        var target = similar[0].Select(row => Softmax([.. row.Select(logit => logit * 0.2 / teacherTemperature)])).ToArray();
        double CrossEntropy(double[] row, int i) => -Enumerable.Range(0, k + 1).Sum(j => target[i][j] * Math.Log(Softmax(row)[j]));
        var divergences = similar.Skip(1).Select(rows => Enumerable.Range(0, n).Average(i => CrossEntropy(rows[i], i))).ToArray();
        var contrast = Enumerable.Range(0, n).Average(i => -Positives(similar, i, mined).Average(j => Math.Log(predicted[i][j])));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(losses.Contrast.item<float>(), Is.EqualTo(contrast).Within(1e-5));
            var found = new[] { losses.Joint, losses.Part, losses.Body }.Select(loss => (double)loss.item<float>());
            Assert.That(found, Is.EqualTo(divergences).Within(1e-5));
            Assert.That(losses.Total.item<float>(), Is.EqualTo(contrast + divergences.Average()).Within(1e-5));
        }
    }

    [Test]
    public void Shares_of_groups_add_up_to_the_losses_of_the_batch([Values] bool batchNegatives, [Values(0, 2)] int mined)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11, CPU);
        Tensor Unit(params long[] shape) => nn.functional.normalize(randn(shape, generator: generator), dim: 1);
        var z = new[] { Unit(6, 5), Unit(6, 5), Unit(6, 5), Unit(6, 5) };
        var keys = Unit(6, 5);
        var queue = Unit(7, 5).t();
        var loss = new ContrastiveLoss(temperature: 0.2, divergenceWeight: 1, batchNegatives);
        Tensor Some(int first, int count) => stack([.. z.Select(rows => rows.narrow(0, first, count))]);

        var whole = Values(loss.Of(Some(0, 6), keys, queue, mined));
        (int First, int Count)[] groups = [(0, 1), (1, 3), (4, 2)];
        var shares = groups.Select(group => Values(loss.Of(Some(group.First, group.Count), keys, queue, mined, group.First))).ToList();
        for (var i = 0; i < whole.Length; i++)
            Assert.That(shares.Sum(share => share[i]), Is.EqualTo(whole[i]).Within(1e-5));
    }

    private static float[] Values(Losses losses)
        => TensorValues.ToArray(stack([losses.Total, losses.Contrast, losses.Joint, losses.Part, losses.Body]));

    private static double[][] Similarities(Tensor z, Tensor keys, Tensor queue)
    {
        var rows = TensorValues.ToArray(z);
        var positives = TensorValues.ToArray(keys);
        var columns = TensorValues.ToArray(queue);
        var n = (int)z.shape[0];
        var p = (int)z.shape[1];
        var k = (int)queue.shape[1];
        return [.. Enumerable.Range(0, n).Select(Row)];

        double[] Row(int i) => [ToPositive(i), .. Enumerable.Range(0, k).Select(j => ToColumn(i, j))];
        double ToPositive(int i) => Dot(c => rows[(i * p) + c] * (double)positives[(i * p) + c]);
        double ToColumn(int i, int j) => Dot(c => rows[(i * p) + c] * (double)columns[(c * k) + j]);
        double Dot(Func<int, double> term) => Enumerable.Range(0, p).Sum(term) / 0.2;
    }

    private static double[] Softmax(double[] logits)
    {
        var sum = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => Math.Exp(logit) / sum)];
    }

    // The positive, and the most similar keys of the queue of each branch.
    private static HashSet<int> Positives(double[][][] similar, int row, int mined)
        => [0, .. similar.SelectMany(rows => MostSimilar(rows[row], mined))];

    private static IEnumerable<int> MostSimilar(double[] row, int count)
        => Enumerable.Range(1, row.Length - 1).OrderByDescending(column => row[column]).Take(count);
}
