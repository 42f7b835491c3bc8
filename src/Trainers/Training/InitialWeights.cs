using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Files;

namespace MsMclr.MLNet.Trainers.Training;

/// <summary>The encoder that a run begins with instead of random weights.</summary>
internal sealed class InitialWeights(EncoderDefinition start)
{
    private const string Option = "MsMclrTrainer.Options.Encoder";
    private const int GraphSubsets = 3;

    /// <summary>A, <c>[3, V, V]</c>, as the encoder learned with it.</summary>
    /// <exception cref="InvalidOperationException">The encoder's graph is of another partition.</exception>
    public float[,,] Graph
    {
        get
        {
            var adjacency = start.Weights[EncoderArchitecture.AdjacencyName];
            if (adjacency.Shape[0] != GraphSubsets)
                throw new InvalidOperationException($"The encoder's graph has {adjacency.Shape[0]} subsets; training knows three.");
            var graph = new float[GraphSubsets, start.Shape.Joints, start.Shape.Joints];
            Buffer.BlockCopy(adjacency.Values, 0, graph, 0, adjacency.Values.Length * sizeof(float));
            return graph;
        }
    }

    /// <summary>What tells two encoders apart, for checkpoints.</summary>
    public string Hash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (_, tensor) in start.Weights.OrderBy(weight => weight.Key, StringComparer.Ordinal))
                hash.AppendData(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
            return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
        }
    }

    /// <summary>Of an encoder that is in memory or in a file; null where neither is given.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no encoder, or a damaged one.</exception>
    public static InitialWeights? Of(SkeletonEmbeddingTransformer? encoder, string? file)
    {
        if (encoder is not null)
            return new(encoder.Encoder);
        return file is null ? null : new(EncoderFile.Read(file));
    }

    /// <summary>Requires the encoder to be for a run's clips, and of its size.</summary>
    /// <param name="shape">The run's clips.</param>
    /// <param name="layout">Their skeleton.</param>
    /// <param name="stream">What the run's network sees.</param>
    /// <param name="hiddenChannels">c, the width of the run's first blocks.</param>
    /// <param name="featureSize">D, the size of the run's embedding.</param>
    /// <exception cref="InvalidOperationException">The encoder is for other clips, or of another size.</exception>
    public void Check(ClipShape shape, SkeletonLayout layout, SkeletonStream stream, int hiddenChannels, int featureSize)
    {
        if (!start.Layout.Equals(layout) && start.Layout.ToString() == layout.ToString())
        {
            throw new InvalidOperationException(
                $"The initial encoder's layout and this run's are both called {layout}, but differ in joints, bones, center, mirror or "
                + $"groups: train on clips of that layout, or leave {Option} unset.");
        }

        Require("layout", start.Layout, layout, "train on clips of that layout");
        Require("channels", start.Shape.Channels, shape.Channels, "train on clips of that kind");
        Require("stream", start.Stream, stream, $"set MsMclrTrainer.Options.Stream to {start.Stream}");
        Require("HiddenChannels", start.HiddenChannels, hiddenChannels, $"set MsMclrRecipe.HiddenChannels to {start.HiddenChannels}");
        Require("FeatureSize", start.FeatureSize, featureSize, $"set MsMclrRecipe.FeatureSize to {start.FeatureSize}");
    }

    /// <summary>Copies what the embedding needs, and projection and motion attention where the encoder has them in this size.</summary>
    public void CopyTo(EncoderState state)
    {
        foreach (var name in state.Names)
        {
            if (start.Weights.TryGetValue(name, out var tensor) && tensor.Shape.AsSpan().SequenceEqual(state[name].shape))
                state.Set(name, tensor.Values);
        }
    }

    private static void Require<T>(string what, T there, T here, string remedy)
    {
        if (!Equals(there, here))
        {
            throw new InvalidOperationException(
                $"The initial encoder's {what} is {there}, this run's is {here}: {remedy}, or leave {Option} unset.");
        }
    }
}
