using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Trainers.Training;

/// <summary>The encoder that a run begins with instead of random weights.</summary>
internal sealed class InitialWeights(EncoderDefinition start)
{
    /// <summary>A, <c>[3, V, V]</c>, as the encoder learned with it.</summary>
    public float[,,] Graph
    {
        get
        {
            var adjacency = start.Weights[EncoderArchitecture.AdjacencyName];
            if (adjacency.Shape[0] != 3)
                throw new InvalidOperationException($"The encoder's graph has {adjacency.Shape[0]} subsets; training knows three.");
            var graph = new float[3, start.Shape.Joints, start.Shape.Joints];
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

    /// <exception cref="InvalidOperationException">The encoder is for other clips, or of another size than the recipe says.</exception>
    public void Check(MsMclrRecipe recipe, ClipShape shape, SkeletonLayout layout, SkeletonStream stream)
    {
        if (!start.Layout.Equals(layout) && start.Layout.ToString() == layout.ToString())
            throw new InvalidOperationException($"The initial encoder's layout and this run's are both called {layout}, but differ in joints, bones, center, mirror or groups: train on clips of that layout, or leave MsMclrTrainer.Options.InitialEncoder unset.");
        Require("layout", start.Layout, layout, "train on clips of that layout");
        Require("channels", start.Shape.Channels, shape.Channels, "train on clips of that kind");
        Require("stream", start.Stream, stream, $"set MsMclrTrainer.Options.Stream to {start.Stream}");
        Require(nameof(recipe.HiddenChannels), start.HiddenChannels, recipe.HiddenChannels, $"set MsMclrRecipe.HiddenChannels to {start.HiddenChannels}");
        Require(nameof(recipe.FeatureSize), start.FeatureSize, recipe.FeatureSize, $"set MsMclrRecipe.FeatureSize to {start.FeatureSize}");
    }

    /// <summary>Copies what the embedding needs, and projection and motion attention where the encoder has them in the recipe's size.</summary>
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
            throw new InvalidOperationException($"The initial encoder's {what} is {there}, this run's is {here}: {remedy}, or leave MsMclrTrainer.Options.InitialEncoder unset.");
    }
}
