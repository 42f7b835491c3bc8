using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Embeddings of four actions, clouds that overlap, with what recordings tell beside them.</summary>
internal static class MadeUpEmbeddings
{
    public const int Size = 12;
    public static readonly string[] Labels = ["wave", "sit \"down\"", "hop, skip", "gehört"];
    public static readonly string[] People = ["anna", "bert", "cleo"];

    public static MLContext ML { get; } = new(seed: 1);

    public static SkeletonEmbeddingsSaveOptions Options(int shard = 0, int count = 1) => new()
    {
        EncoderHash = new string('a', 64),
        Layout = SkeletonLayout.NtuRgbd.ToJson(),
        Preparation = "as ever",
        Recordings = new string('b', 64),
        Shard = shard,
        ShardCount = count,
    };

    /// <summary>Rows as a program has them after embedding.</summary>
    public static IDataView View(int first = 0, int count = 50, int size = Size)
    {
        return ML.Data.LoadFromEnumerable(Enumerable.Range(first, count).Select(number => Of(number, size)), ViewSchema(size));
    }

    private static SchemaDefinition ViewSchema(int size)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        schema["Features"].AddAnnotation("SlotNames", Texts("feature ", size), new VectorDataViewType(TextDataViewType.Instance, size));
        schema["Label"].ColumnType = new KeyDataViewType(typeof(uint), Labels.Length);
        schema["Label"].AddAnnotation("KeyValues", Buffer(Labels), new VectorDataViewType(TextDataViewType.Instance, Labels.Length));
        schema["Subject"].AddAnnotation(
            SkeletonAnnotations.NumberNames, Buffer(People), new VectorDataViewType(TextDataViewType.Instance, People.Length));
        return schema;
    }

    /// <summary>Rows that are all called alike.</summary>
    public static IDataView Named(string name, int count) => ML.Data.LoadFromEnumerable(
        Enumerable.Range(0, count).Select(number =>
        {
            var row = Of(number, Size);
            row.Name = name;
            return row;
        }),
        ViewSchema(Size));

    public static string NameOf(int number) => $"clip {number:00000}";

    /// <summary>Files of a folder, and the rows as one view.</summary>
    public static void WriteShards(string folder, int count, int rows)
    {
        for (var shard = 0; shard < count; shard++)
        {
            var first = rows * shard / count;
            var view = View(first, (rows * (shard + 1) / count) - first);
            ML.Data.SaveAsSkeletonEmbeddings(view, Path.Combine(folder, $"part-{shard:00}.parquet"), Options(shard, count));
        }
    }

    private static Row Of(int number, int size)
    {
        var random = new Random(number);
        var label = number % 7 == 6 ? 0u : (uint)(number % Labels.Length) + 1;
        return new Row
        {
            Features = [.. Enumerable.Range(0, size).Select(i => (float)random.NextDouble() + (label > 0 && i == label ? 0.7f : 0))],
            Label = label,
            Name = NameOf(number),
            Subject = (uint)(number % (People.Length + 1)),
            FrameRate = number % 2 == 0 ? 30 : 0,
            Fold = number % 3 == 0 ? "" : $"fold {number % 3}",
            Unkept = number,
        };
    }

    private static VBuffer<ReadOnlyMemory<char>> Texts(string begin, int count)
        => Buffer([.. Enumerable.Range(1, count).Select(number => $"{begin}{number}")]);

    private static VBuffer<ReadOnlyMemory<char>> Buffer(string[] texts) => new(texts.Length, [.. texts.Select(text => text.AsMemory())]);

    internal sealed class Row
    {
        public float[] Features { get; set; } = [];

        public uint Label { get; set; }

        public string Name { get; set; } = "";

        public uint Subject { get; set; }

        public float FrameRate { get; set; }

        public string Fold { get; set; } = "";

        /// <summary>Of a type that files of embeddings don't have.</summary>
        public double Unkept { get; set; }
    }
}
