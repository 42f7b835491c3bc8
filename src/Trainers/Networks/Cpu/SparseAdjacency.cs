namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The graph <c>A * E</c>, <c>[K, V, V]</c>, as a list of its entries that are not 0: 73 of 1,875 for 25 joints. A is the adjacency, E the
/// learned importance of its edges. In these formulas k is a subset of the graph, an edge leads from joint v to joint w, and a joint
/// holds <c>length</c> consecutive floats (its frames and channels).
/// </summary>
/// <remarks>
/// Each edge is one multiply-add of a whole joint, a few thousand floats in a row, so the loops are long and need no tiles. Edges are
/// ordered by subset, then by the joint where they end: consecutive edges add to the same joint while it is in the first cache.
/// <c>SparseAdjacencyTests</c> compares with the dense product.
/// </remarks>
internal sealed unsafe class SparseAdjacency(float[,,] adjacency)
{
    private readonly Edge[] _edges = [.. Find(adjacency)];

    public int Subsets { get; } = adjacency.GetLength(0);

    public int Joints { get; } = adjacency.GetLength(1);

    /// <summary>Gets the number of edges.</summary>
    public int Count => _edges.Length;

    /// <summary>Computes the edges' weights, <c>A[k, v, w] * E[k, v, w]</c>, from the importance <c>[K, V, V]</c>.</summary>
    public float[] Weights(ReadOnlySpan<float> importance)
    {
        var weights = new float[Count];
        for (var e = 0; e < Count; e++)
            weights[e] = _edges[e].Value * importance[At(_edges[e])];
        return weights;
    }

    /// <summary>Computes <c>g[k, w] = sum over edges (k, v, w) of weight * x[v]</c>: every joint gathers its neighbors.</summary>
    /// <param name="x">The joints, <c>[V, length]</c>.</param>
    /// <param name="weights">The edges' weights.</param>
    /// <param name="g">The sums, <c>[K, V, length]</c>.</param>
    /// <param name="length">How many floats a joint holds.</param>
    public void Aggregate(float* x, float[] weights, float* g, int length)
    {
        new Span<float>(g, Subsets * Joints * length).Clear();
        for (var e = 0; e < Count; e++)
            ElementKernels.AddScaled(x + (_edges[e].From * length), weights[e], g + (Target(_edges[e]) * length), length);
    }

    /// <summary>
    /// Takes the gradient of <see cref="Aggregate"/> back: <c>dx[v] += weight * dg[k, w]</c> and <c>dWeight += x[v] . dg[k, w]</c> for
    /// every edge.
    /// </summary>
    public void AggregateBackward(float* x, float* dg, float[] weights, float* dx, float* dWeights, int length)
    {
        for (var e = 0; e < Count; e++)
        {
            var from = _edges[e].From * length;
            var to = Target(_edges[e]) * length;
            dWeights[e] += ElementKernels.Dot(x + from, dg + to, length);
            ElementKernels.AddScaled(dg + to, weights[e], dx + from, length);
        }
    }

    /// <summary>
    /// Computes what a bias comes to at each joint, <c>jointBias[w] = sum over edges (k, v, w) of weight * bias[k]</c>. The convolution
    /// adds the bias before neighbors are summed, so it arrives through every edge that ends at a joint.
    /// </summary>
    /// <param name="weights">The edges' weights.</param>
    /// <param name="bias">The bias of the convolution, <c>[K, channels]</c>.</param>
    /// <param name="jointBias">The result, <c>[V, channels]</c>.</param>
    /// <param name="channels">The padded number of channels.</param>
    public void JointBias(float[] weights, float* bias, float* jointBias, int channels)
    {
        new Span<float>(jointBias, Joints * channels).Clear();
        for (var e = 0; e < Count; e++)
            ElementKernels.AddScaled(bias + (_edges[e].Subset * channels), weights[e], jointBias + (_edges[e].To * channels), channels);
    }

    /// <summary>Takes the gradient of <see cref="JointBias"/> back to the bias and to the edges' weights.</summary>
    public void JointBiasBackward(float[] weights, float* bias, float* dJointBias, float* dBias, float* dWeights, int channels)
    {
        for (var e = 0; e < Count; e++)
        {
            var subset = _edges[e].Subset * channels;
            var to = _edges[e].To * channels;
            dWeights[e] += ElementKernels.Dot(bias + subset, dJointBias + to, channels);
            ElementKernels.AddScaled(dJointBias + to, weights[e], dBias + subset, channels);
        }
    }

    /// <summary>Computes the gradient of the importance, <c>dE[k, v, w] = A[k, v, w] * dWeight</c>, and 0 where there is no edge.</summary>
    public void WriteImportanceGradient(float* dWeights, Span<float> importance)
    {
        importance.Clear();
        for (var e = 0; e < Count; e++)
            importance[At(_edges[e])] = dWeights[e] * _edges[e].Value;
    }

    private int Target(Edge edge) => (edge.Subset * Joints) + edge.To;

    private int At(Edge edge) => (((edge.Subset * Joints) + edge.From) * Joints) + edge.To;

    private static IEnumerable<Edge> Find(float[,,] adjacency)
    {
        for (var k = 0; k < adjacency.GetLength(0); k++)
        {
            for (var w = 0; w < adjacency.GetLength(2); w++)
            {
                for (var v = 0; v < adjacency.GetLength(1); v++)
                {
                    if (adjacency[k, v, w] != 0)
                        yield return new(k, v, w, adjacency[k, v, w]);
                }
            }
        }
    }

    private readonly record struct Edge(int Subset, int From, int To, float Value);
}
