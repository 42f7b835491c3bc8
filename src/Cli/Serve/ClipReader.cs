using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.Net.Http.Headers;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>
/// Makes a clip <c>[T, M, V, C]</c> of what a client sent, with the loader that files are read with: the same grammar, limits and checks.
/// </summary>
internal sealed class ClipReader
{
    public const string Json = "application/json";
    public const string Ntu = "text/plain";
    private const string Binary = "application/octet-stream";

    private readonly SkeletonLoader _json;
    private readonly SkeletonLoader? _ntu;

    public ClipReader(ScoringModel model, ScoringOptions options)
    {
        var ml = new MLContext();
        var shape = model.Shape;
        _json = Loader(SkeletonFormat.JsonFrames(shape.Layout, shape.Bodies, shape.Channels));
        try
        {
            _ntu = shape.Channels == 3 ? Loader(SkeletonFormat.NtuRgbd) : null;
        }
        catch (ArgumentException)
        {
            _ntu = null; // The model's skeleton has joints that Kinect v2 does not know.
        }

        SkeletonLoader Loader(ISkeletonFormat format) => ml.Data.CreateSkeletonLoader(new SkeletonLoader.Options
        {
            Format = format,
            Layout = shape.Layout,
            Bodies = shape.Bodies,
            MaxFileBytes = options.MaxBytes,
            MaxFrames = options.MaxFrames,
            MaxBodies = options.MaxBodies,
            FilesAhead = 1,
        });
    }

    /// <summary>What may be sent.</summary>
    public IReadOnlyList<string> ContentTypes => _ntu is null ? [Json] : [Json, Ntu, Binary];

    public bool Takes(string? contentType) => LoaderOf(contentType) is not null;

    /// <exception cref="SkeletonFileException">The text is not what its type says, or beyond a limit.</exception>
    public float[] Read(string? contentType, ReceivedBytes content)
    {
        var view = LoaderOf(contentType)!.Load(new ReceivedFile(content));
        var column = view.Schema["Clip"];
        using var cursor = view.GetRowCursor([column]);
        cursor.MoveNext();
        var clip = default(VBuffer<float>);
        cursor.GetGetter<VBuffer<float>>(column)(ref clip);
        return [.. clip.DenseValues()];
    }

    private SkeletonLoader? LoaderOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
            return null;
        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            Json => _json,
            Ntu or Binary => _ntu,
            _ => null,
        };
    }
}
