using System.Text.Json;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training.Optimization;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class MomentumContrastTests
{
    [TestCase("plain", 0)]
    [TestCase("nnm1", 1)]
    [TestCase("nnm2", 2)]
    public void One_step_matches_in_losses_gradients_weights_and_queue(string step, int mined)
    {
        using var contrast = Contrast();
        using var update = new StochasticGradientDescent(contrast.Query.State, 0.9, 1e-4);
        using var scope = NewDisposeScope();
        var losses = Step(contrast, "A", mined);
        AssertLosses(losses, Scalars($"step_{step}"), 1e-4);
        GoldenEncoder.AssertMatches($"small/step_{step}/logits.npy", losses.Logits!);
        if (losses.Positives is { } positives)
            GoldenEncoder.AssertMatches($"small/step_{step}/target.npy", positives);
        AssertGradients(contrast.Query.State, $"small/step_{step}/grads_q.npy");
        update.Step(0.1);
        GoldenEncoder.AssertHolds(contrast.Query, $"small/step_{step}/encoder_q_after.npy", 2e-5, 1e-3);
        if (mined > 0)
            return;
        GoldenEncoder.AssertMatches("small/step_plain/labels_ddm.npy", losses.Target!);
        GoldenEncoder.AssertHolds(contrast.Key, "small/step_plain/encoder_k_after.npy", 1e-5, 1e-4);
        GoldenEncoder.AssertMatches("small/step_plain/queue_after.npy", contrast.Queue.Keys);
        Assert.That(contrast.Queue.Pointer, Is.EqualTo(8));
    }

    [Test]
    public void Three_steps_match_with_momentum_mining_and_a_queue_that_goes_round()
    {
        using var contrast = Contrast();
        contrast.Queue.Pointer = 48;
        using var update = new StochasticGradientDescent(contrast.Query.State, 0.9, 1e-4);
        var golden = Scalars("trajectory").GetProperty("steps").EnumerateArray().ToArray();
        foreach (var (i, batch, mined) in new[] { (0, "A", 0), (1, "B", 0), (2, "C", 2) })
        {
            using var scope = NewDisposeScope();
            var losses = Step(contrast, batch, mined);
            var expected = golden[i].GetProperty("losses").EnumerateArray().Select(value => value.GetSingle()).ToArray();
            Tensor[] all = [losses.Contrast, losses.Joint, losses.Part, losses.Body, losses.Total];
            GoldenData.AssertClose(expected, [.. all.Select(loss => loss.item<float>())], 1e-5, 2e-3, $"step {i}");
            update.Step(0.1);
            Assert.That(contrast.Queue.Pointer, Is.EqualTo(golden[i].GetProperty("queue_ptr").GetInt32()));
        }

        GoldenEncoder.AssertHolds(contrast.Query, "small/trajectory/encoder_q_final.npy", 1e-3, 1e-2);
        GoldenEncoder.AssertHolds(contrast.Key, "small/trajectory/encoder_k_final.npy", 1e-4, 1e-3);
        GoldenEncoder.AssertMatches("small/trajectory/queue_final.npy", contrast.Queue.Keys);
    }

    [Test]
    public void Live_tensors_are_constant_from_step_to_step()
    {
        using var contrast = Contrast();
        using var update = new StochasticGradientDescent(contrast.Query.State, 0.9, 1e-4);
        var counts = new List<long>();
        GC.Collect(); // Other tests' leftovers must not be finalized in between.
        GC.WaitForPendingFinalizers();
        for (var i = 0; i < 6; i++)
        {
            using (NewDisposeScope())
                Step(contrast, "A", i % 2);
            update.Step(0.1);
            counts.Add(Tensor.TotalCount);
        }

        Assert.That(counts.Skip(1).Distinct().Count(), Is.EqualTo(1), string.Join(", ", counts));
    }

    [Test]
    public void Steps_survive_a_busy_garbage_collector()
    {
        using var contrast = Contrast();
        using var update = new AdamW(contrast.Query.State, 1e-2);
        using var done = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
                Thread.Sleep(1);
            }
        });
        for (var i = 0; i < 20; i++)
        {
            using (NewDisposeScope())
                Assert.That(TensorValues.ToArray(Step(contrast, "A", i % 2).Total), Has.None.NaN); // item<float>() has the same flaw.
            update.Step(1e-3);
        }

        done.Cancel();
        collecting.Wait();
    }

    private static Losses Step(MomentumContrast contrast, string batch, int mined)
    {
        var strong = GoldenEncoder.View($"small/input_{batch}_im_q_extreme.npy"); // As the authors call it.
        var ordinary = GoldenEncoder.View($"small/input_{batch}_im_q.npy");
        var key = GoldenEncoder.View($"small/input_{batch}_im_k.npy");
        return contrast.Step(strong, ordinary, key, mined);
    }

    private static MomentumContrast Contrast()
    {
        var queue = new KeyQueue(8, 64, 1, CPU);
        using var golden = GoldenEncoder.Tensor("small/queue_init.npy");
        queue.Keys.copy_(golden);
        var query = GoldenEncoder.Small("small/encoder_q_init.npy");
        var key = GoldenEncoder.Small("small/encoder_k_init.npy");
        return new(query, key, queue, new ContrastiveLoss(temperature: 0.07, divergenceWeight: 1), momentum: 0.999);
    }

    private static void AssertLosses(Losses losses, JsonElement golden, double relative)
    {
        (string Name, Tensor Loss)[] all =
        [
            ("loss_infonce", losses.Contrast),
            ("loss_d3m_joint", losses.Joint),
            ("loss_d3m_part", losses.Part),
            ("loss_d3m_body", losses.Body),
            ("loss_total", losses.Total),
        ];
        foreach (var (name, loss) in all)
        {
            var expected = golden.GetProperty(name).GetDouble();
            Assert.That(loss.item<float>(), Is.EqualTo(expected).Within(relative * expected), name);
        }
    }

    private static void AssertGradients(EncoderState state, string file)
    {
        var golden = GoldenArray.Read(file).Values;
        var compared = 0;
        foreach (var (name, offset, length) in GoldenEncoder.Pack("small_encoder_grads"))
        {
            var gradient = TensorValues.ToArray(state[name].grad!);
            GoldenData.AssertClose(golden.AsSpan(offset, length), gradient, 1e-4, 1e-3, $"gradient of {name}");
            compared++;
        }

        Assert.That(compared, Is.EqualTo(state.Parameters.Count()), "gradients compared");
    }

    private static JsonElement Scalars(string name)
    {
        using var manifest = GoldenData.Manifest("manifest.json");
        return manifest.RootElement.GetProperty("scalars").GetProperty(name).Clone();
    }
}
