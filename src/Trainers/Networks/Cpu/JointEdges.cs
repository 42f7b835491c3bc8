namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The adjacency <c>A * E</c>, <c>[3, V, V]</c>, as its entries that are not 0: 73 of 1,875 for 25 joints. Joints hold
/// <c>length</c> consecutive values each.
/// </summary>
internal sealed unsafe class JointEdges(float[,,] adjacency)
{
    private readonly (int Subset, int From, int To, float Weight)[] _edges = Find(adjacency);

    public int Joints { get; } = adjacency.GetLength(1);

    public int Count => _edges.Length;

    /// <summary>A, times the edge importance <c>[3, V, V]</c>.</summary>
    public float[] Weights(ReadOnlySpan<float> importance)
    {
        var weights = new float[Count];
        for (var e = 0; e < Count; e++)
            weights[e] = _edges[e].Weight * importance[At(_edges[e])];
        return weights;
    }

    /// <summary><c>g[k, w] = sum over v of weight * x[v]</c>.</summary>
    public void Gather(float* x, float[] weights, float* g, int length)
    {
        new Span<float>(g, 3 * Joints * length).Clear();
        for (var e = 0; e < Count; e++)
            ChannelKernels.AddScaled(x + (_edges[e].From * length), weights[e], g + (((_edges[e].Subset * Joints) + _edges[e].To) * length), length);
    }

    /// <summary>Adds the gradients of x and of the weights, given that of g.</summary>
    public void AddGradients(float* x, float* dg, float[] weights, float* dx, float* dWeights, int length)
    {
        for (var e = 0; e < Count; e++)
        {
            var (from, to) = (_edges[e].From * length, ((_edges[e].Subset * Joints) + _edges[e].To) * length);
            dWeights[e] += ChannelKernels.Dot(x + from, dg + to, length);
            ChannelKernels.AddScaled(dg + to, weights[e], dx + from, length);
        }
    }

    /// <summary>What a bias <c>[3, columns]</c> of the channels adds at every joint: it arrives through each edge that ends there.</summary>
    public void Reach(float[] weights, float* bias, float* reach, int columns)
    {
        new Span<float>(reach, Joints * columns).Clear();
        for (var e = 0; e < Count; e++)
            ChannelKernels.AddScaled(bias + (_edges[e].Subset * columns), weights[e], reach + (_edges[e].To * columns), columns);
    }

    /// <summary>The gradients that <see cref="Reach"/> owes.</summary>
    public void AddReachGradients(float[] weights, float* bias, float* dReach, float* dBias, float* dWeights, int columns)
    {
        for (var e = 0; e < Count; e++)
        {
            var (subset, to) = (_edges[e].Subset * columns, _edges[e].To * columns);
            dWeights[e] += ChannelKernels.Dot(bias + subset, dReach + to, columns);
            ChannelKernels.AddScaled(dReach + to, weights[e], dBias + subset, columns);
        }
    }

    /// <summary>Writes the gradient of the edge importance.</summary>
    public void Importance(float* dWeights, Span<float> importance)
    {
        importance.Clear();
        for (var e = 0; e < Count; e++)
            importance[At(_edges[e])] = dWeights[e] * _edges[e].Weight;
    }

    private int At((int Subset, int From, int To, float Weight) edge) => (((edge.Subset * Joints) + edge.From) * Joints) + edge.To;

    private static (int, int, int, float)[] Find(float[,,] adjacency)
    {
        var edges = new List<(int, int, int, float)>();
        for (var k = 0; k < adjacency.GetLength(0); k++)
        {
            for (var w = 0; w < adjacency.GetLength(2); w++)
            {
                for (var v = 0; v < adjacency.GetLength(1); v++)
                {
                    if (adjacency[k, v, w] != 0)
                        edges.Add((k, v, w, adjacency[k, v, w]));
                }
            }
        }

        return [.. edges];
    }
}
