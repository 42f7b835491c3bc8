using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Training.Optimization;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class TrainingStateTests
{
    private MomentumContrast _contrast = null!;
    private StochasticGradientDescent _update = null!;
    private TrainingState _state = null!;

    private string First => _contrast.Query.State.Names.First();

    [SetUp]
    public void Make()
    {
        _contrast = SmallContrast.New();
        _update = new StochasticGradientDescent(_contrast.Query.State, 0.9, 1e-4);
        _state = new TrainingState(_contrast, _update);
    }

    [TearDown]
    public void Clean()
    {
        _update.Dispose();
        _contrast.Dispose();
    }

    [Test]
    public void What_changes_from_step_to_step_is_captured_under_its_name()
    {
        var captured = _state.Capture(best: null)!;
        var names = _contrast.Query.State.Names.ToList();
        Assert.That(captured.Keys, Is.EquivalentTo(
            names.Select(name => $"encoder_q.{name}").Concat(names.Select(name => $"encoder_k.{name}")).Append("queue")
                .Concat(_update.Memories.Keys.Select(name => $"optimizer.{name}"))));
        Assert.That(captured["queue"].Shape, Is.EqualTo(new long[] { 8, 16 }));
        Assert.That(captured[$"encoder_q.{First}"].Values, Is.EqualTo(_contrast.Query.State.Get(First)));
        Assert.That(captured[$"encoder_k.{First}"].Values, Is.EqualTo(_contrast.Key.State.Get(First)));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void A_state_with_a_number_that_is_none_is_no_checkpoint(float value)
    {
        using (no_grad())
            _contrast.Queue.Keys.fill_(value);
        Assert.That(_state.Capture(best: null), Is.Null);
    }

    [TestCase(float.MaxValue)]
    [TestCase(float.MinValue)]
    public void The_largest_numbers_are_numbers(float value)
    {
        using (no_grad())
            _contrast.Queue.Keys.fill_(value);
        Assert.That(_state.Capture(best: null), Is.Not.Null);
    }

    [Test]
    public void What_was_captured_is_restored_with_queue_steps_and_the_best_encoder()
    {
        var best = _contrast.Query.State.Names.ToDictionary(name => name, name => _contrast.Query.State.Get(name));
        best[First][0] = 42;
        var captured = _state.Capture(best)!;
        Assert.That(captured[$"best.{First}"].Shape, Is.EqualTo(captured[$"encoder_q.{First}"].Shape));
        var checkpoint = Of(captured, new() { QueuePointer = 15, Steps = 77 });
        using (no_grad())
        {
            _contrast.Queue.Keys.zero_();
            _contrast.Query.State[First].zero_();
            _contrast.Key.State[First].zero_();
            _update.Memories.Values.First().fill_(3);
        }

        var restored = _state.Restore(checkpoint)!;
        Assert.That(restored, Has.Count.EqualTo(best.Count));
        Assert.That(restored[First], Is.EqualTo(best[First]));
        Assert.That((_contrast.Queue.Pointer, _update.Steps), Is.EqualTo((15, 77L)));
        var again = _state.Capture(best)!;
        foreach (var (name, tensor) in captured)
            Assert.That(again[name].Values, Is.EqualTo(tensor.Values), name);
    }

    [Test]
    public void Without_a_best_encoder_none_is_restored()
        => Assert.That(_state.Restore(Of(_state.Capture(best: null)!, new())), Is.Null);

    [Test]
    public void A_pointer_outside_the_queue_is_refused()
    {
        var checkpoint = Of(_state.Capture(best: null)!, new() { QueuePointer = 16 });
        Assert.That(() => _state.Restore(checkpoint), Throws.InvalidOperationException.With.Message.EqualTo(
            "The checkpoint there.msmclr points outside its queue; begin anew in another CheckpointDirectory."));
    }

    [Test]
    public void A_tensor_that_is_missing_or_of_another_shape_is_named_with_both_shapes()
    {
        var captured = _state.Capture(best: null)!;
        captured["queue"] = new([4, 32], captured["queue"].Values);
        Assert.That(() => _state.Restore(Of(captured, new())), Throws.InvalidOperationException.With.Message.EqualTo(
            "The checkpoint there.msmclr does not fit: queue is [8, 16] in this run and [4, 32] in the checkpoint. Set the recipe that it "
            + "was written with, or begin anew in another CheckpointDirectory."));
        captured.Remove("queue");
        Assert.That(() => _state.Restore(Of(captured, new())), Throws.InvalidOperationException.With.Message.Contains(
            "queue is [8, 16] in this run and not in the checkpoint."));
    }

    [Test]
    public void A_best_encoder_that_is_not_whole_is_refused()
    {
        var best = _contrast.Query.State.Names.ToDictionary(name => name, name => _contrast.Query.State.Get(name));
        var captured = _state.Capture(best)!;
        var last = _contrast.Query.State.Names.Last();
        captured.Remove($"best.{last}");
        Assert.That(() => _state.Restore(Of(captured, new())), Throws.InvalidOperationException.With.Message.Contains($"best.{last} is ["));
    }

    private static Checkpoint Of(Dictionary<string, CheckpointTensor> tensors, TrainingPosition position)
        => new(CheckpointSamples.Identity, 7, position, tensors) { Path = "there.msmclr" };
}
