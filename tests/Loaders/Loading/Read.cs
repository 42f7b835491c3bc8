using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Reads views the way a trainer does.</summary>
internal static class Read
{
    public static readonly MLContext Context = new(seed: 1);

    // In the order of the file: what a format reads, whatever tracking makes of it.
    public static IDataView View(string path, ISkeletonFormat format, SkeletonSplit? split = null)
        => View(path, new SkeletonLoader.Options { Format = format, Split = split, BodyOrder = BodyOrder.File });

    public static IDataView View(string path, SkeletonLoader.Options options) => Context.Data.LoadFromSkeletonFiles(path, options);

    public static List<(string Name, uint Label, float[] Clip)> All(IDataView view, Random? random = null)
    {
        var rows = new List<(string, uint, float[])>();
        using var cursor = view.GetRowCursor([view.Schema["Name"], view.Schema["Label"], view.Schema["Clip"]], random);
        var getName = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Name"]);
        var getLabel = cursor.GetGetter<uint>(view.Schema["Label"]);
        var getClip = cursor.GetGetter<VBuffer<float>>(view.Schema["Clip"]);
        while (cursor.MoveNext())
        {
            ReadOnlyMemory<char> name = default;
            uint label = 0;
            VBuffer<float> clip = default;
            getName(ref name);
            getLabel(ref label);
            getClip(ref clip);
            rows.Add((name.ToString(), label, clip.DenseValues().ToArray()));
        }

        return rows;
    }

    public static List<(string Name, uint Label, float[] Clip)> Files(string path, ISkeletonFormat format) => All(View(path, format));

    /// <summary>The clips in a file of this text.</summary>
    public static List<(string Name, uint Label, float[] Clip)> Text(string name, string text, ISkeletonFormat format)
    {
        using var folder = new TemporaryFolder();
        return Files(folder.Write(name, text), format);
    }

    /// <summary>The exception that reading one file of this content gives.</summary>
    public static SkeletonFileException Failure(
        string name,
        string text,
        ISkeletonFormat format,
        Action<SkeletonLoader.Options>? set = null)
        => Failure(name, Encoding.UTF8.GetBytes(text), format, set);

    public static SkeletonFileException Failure(
        string name,
        byte[] bytes,
        ISkeletonFormat format,
        Action<SkeletonLoader.Options>? set = null)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(name, bytes);
        var options = new SkeletonLoader.Options { Format = format };
        set?.Invoke(options);
        var exception = Assert.Throws<SkeletonFileException>(() => All(View(path, options)));
        Assert.That(exception!.File, Is.EqualTo(path));
        Assert.That(exception.Message, Does.Contain(path));
        return exception;
    }
}
