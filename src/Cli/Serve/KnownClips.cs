using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>The embeddings that an experiment left (<c>embeddings.idv</c>), to look neighbors up in. Immutable.</summary>
internal sealed class KnownClips
{
    private readonly float[][] _directions;
    private readonly string[] _names;
    private readonly string[] _actions;

    private KnownClips(float[][] directions, string[] names, string[] actions)
    {
        _directions = directions;
        _names = names;
        _actions = actions;
    }

    public int Count => _directions.Length;

    /// <summary>Reads the file that the options name, or the one beside the model; none if there is none.</summary>
    public static KnownClips Load(ScoringOptions options, int featureSize)
    {
        var file = options.Neighbors ?? Path.Combine(Path.GetDirectoryName(options.Model) ?? "", "embeddings.idv");
        var isThere = File.Exists(file);
        if (!isThere && options.Neighbors is null)
            return new KnownClips([], [], []);
        if (!isThere)
            throw new FileNotFoundException($"There are no embeddings at '{file}'; Quickstart writes embeddings.idv.");
        try
        {
            return Read(new MLContext().Data.LoadFromBinary(file), featureSize);
        }
        catch (Exception error)
        {
            // What a damaged file throws is of many types.
            throw new FormatException($"'{file}' cannot be read as this model's embeddings: {error.Message}", error);
        }
    }

    /// <summary>The clips whose embeddings point most nearly the same way, the nearest first.</summary>
    public IReadOnlyList<Neighbor> Nearest(float[] features, int count)
    {
        count = Math.Min(count, Count);
        if (count == 0)
            return [];
        var direction = Direction(features);
        var nearest = new PriorityQueue<int, float>(count + 1); // The worst of the best on top.
        for (var row = 0; row < Count; row++)
        {
            var similarity = TensorPrimitives.Dot<float>(direction, _directions[row]);
            if (nearest.Count < count)
                nearest.Enqueue(row, similarity);
            else
                nearest.EnqueueDequeue(row, similarity);
        }

        var ranked = nearest.UnorderedItems.OrderByDescending(item => item.Priority).ThenBy(item => item.Element);
        return [.. ranked.Select(item => new Neighbor(_names[item.Element], _actions[item.Element], Similarity: item.Priority))];
    }

    private static KnownClips Read(IDataView view, int featureSize)
    {
        var features = view.Schema.GetColumnOrNull("Features")?.Type as VectorDataViewType;
        if (features is not { IsKnownSize: true } || features.Size != featureSize)
        {
            throw new FormatException(
                $"a column 'Features' of {featureSize} values is expected; Quickstart writes the file beside its model.");
        }

        var keys = default(VBuffer<ReadOnlyMemory<char>>);
        view.Schema["Label"].GetKeyValues(ref keys);
        var actions = keys.DenseValues().Select(action => action.ToString()).ToArray();
        return new KnownClips(
            [.. view.GetColumn<float[]>("Features").Select(Direction)],
            [.. view.GetColumn<string>("Name")],
            [.. view.GetColumn<uint>("Label").Select(label => label == 0 ? "unknown" : actions[label - 1])]);
    }

    private static float[] Direction(float[] features)
    {
        var direction = new float[features.Length];
        TensorPrimitives.Divide(features, MathF.Max(TensorPrimitives.Norm<float>(features), 1e-12f), direction);
        return direction;
    }
}
