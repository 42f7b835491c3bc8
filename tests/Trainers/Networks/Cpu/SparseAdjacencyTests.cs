using MsMclr.MLNet.Trainers.Networks.Cpu;

namespace MsMclr.MLNet.Tests;

/// <summary>The sparse graph against the dense one, with random entries of which half are 0.</summary>
public unsafe class SparseAdjacencyTests
{
    private const int Subsets = 3;
    private const int Joints = 5;
    private readonly int _length = 3 * Lanes.Count;
    private readonly Random _random = new(5);

    [Test]
    public void Aggregating_sums_what_all_edges_bring()
    {
        var links = Links(out var adjacency, out var importance);
        var x = Values(Joints * _length);
        var actual = new float[Subsets * Joints * _length];
        fixed (float* from = x, to = actual)
            adjacency.Aggregate(from, adjacency.Weights(importance), to, _length);
        for (var i = 0; i < actual.Length; i++)
        {
            var subset = i / (Joints * _length);
            var joint = i / _length % Joints;
            var sum = Enumerable.Range(0, Joints).Sum(v => (double)links[subset, v, joint] * x[(v * _length) + (i % _length)]);
            Assert.That(actual[i], Is.EqualTo(sum).Within(1e-5));
        }
    }

    [Test]
    public void The_way_back_gives_the_gradients_of_joints_and_edges()
    {
        var links = Links(out var adjacency, out var importance);
        var x = Values(Joints * _length);
        var dg = Values(Subsets * Joints * _length);
        var dx = new float[x.Length];
        var dWeights = new float[Lanes.RoundUp(adjacency.Count)];
        var dImportance = new float[importance.Length];
        fixed (float* from = x, to = dg, dFrom = dx, d = dWeights)
        {
            adjacency.AggregateBackward(from, to, adjacency.Weights(importance), dFrom, d, _length);
            adjacency.WriteImportanceGradient(d, dImportance);
        }

        var expected = new double[x.Length];
        for (var i = 0; i < importance.Length; i++)
        {
            var subset = i / (Joints * Joints);
            var from = i / Joints % Joints;
            var to = i % Joints;
            var product = 0.0;
            for (var c = 0; c < _length; c++)
            {
                var gradient = dg[(((subset * Joints) + to) * _length) + c];
                expected[(from * _length) + c] += (double)links[subset, from, to] * gradient;
                product += (double)x[(from * _length) + c] * gradient;
            }

            var entry = links[subset, from, to] / importance[i];
            Assert.That(dImportance[i], Is.EqualTo(entry * product).Within(1e-4), $"edge {subset}, {from}, {to}");
        }

        Assert.That(dx, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void A_bias_arrives_through_every_edge_that_ends_at_a_joint()
    {
        var links = Links(out var adjacency, out var importance);
        var bias = Values(Subsets * Lanes.Count);
        var actual = new float[Joints * Lanes.Count];
        fixed (float* from = bias, to = actual)
            adjacency.JointBias(adjacency.Weights(importance), from, to, Lanes.Count);
        for (var i = 0; i < actual.Length; i++)
        {
            var joint = i / Lanes.Count;
            var channel = i % Lanes.Count;
            var sum = 0.0;
            for (var edge = 0; edge < Subsets * Joints; edge++)
            {
                var subset = edge / Joints;
                sum += (double)links[subset, edge % Joints, joint] * bias[(subset * Lanes.Count) + channel];
            }

            Assert.That(actual[i], Is.EqualTo(sum).Within(1e-5));
        }
    }

    // The dense product A * E.
    private float[,,] Links(out SparseAdjacency adjacency, out float[] importance)
    {
        var dense = new float[Subsets, Joints, Joints];
        var links = new float[Subsets, Joints, Joints];
        importance = Values(Subsets * Joints * Joints);
        for (var i = 0; i < importance.Length; i++)
        {
            var subset = i / (Joints * Joints);
            var from = i / Joints % Joints;
            var to = i % Joints;
            dense[subset, from, to] = i % 2 == 0 ? 0 : 0.5f + _random.NextSingle();
            links[subset, from, to] = dense[subset, from, to] * importance[i];
        }

        adjacency = new(dense);
        return links;
    }

    private float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => 0.5f + _random.NextSingle())];
}
