using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Real recordings in the order of joints that an encoder wants, prepared for it. Skips the test where there are none.</summary>
internal sealed class RealClips
{
    private RealClips(IDataView prepared, bool[] isTest)
    {
        Prepared = prepared;
        IsTest = isTest;
        Labels = [.. prepared.GetColumn<uint>("Label")];
        Subjects = [.. prepared.GetColumn<uint>("Subject")];
    }

    public IDataView Prepared { get; }

    public bool[] IsTest { get; }

    public uint[] Labels { get; }

    public uint[] Subjects { get; }

    public int Actions => (int)Labels.Max();

    /// <summary>Northwestern-UCLA, tested on view 3.</summary>
    public static RealClips NwUcla(MLContext context, SkeletonEmbeddingTransformer encoder)
    {
        var clips = context.Data.LoadFromSkeletonFiles(GoldenData.RecordingsOrSkip("nw-ucla"), SkeletonFormat.NwUcla);
        return new RealClips(Prepare(context, clips, encoder), [.. clips.GetColumn<uint>("Camera").Select(camera => camera == 3)]);
    }

    /// <summary>Northwestern-UCLA, tested on people 6 to 10.</summary>
    public static RealClips NwUclaPeople(MLContext context, SkeletonEmbeddingTransformer encoder)
    {
        var clips = context.Data.LoadFromSkeletonFiles(GoldenData.RecordingsOrSkip("nw-ucla"), SkeletonFormat.NwUcla);
        return new RealClips(Prepare(context, clips, encoder), [.. clips.GetColumn<uint>("Subject").Select(person => person > 5)]);
    }

    /// <summary>UTD-MHAD, tested on people with even numbers.</summary>
    public static RealClips UtdMhad(MLContext context, SkeletonEmbeddingTransformer encoder)
    {
        var clips = context.Data.LoadFromSkeletonFiles(GoldenData.RecordingsOrSkip("utd-mhad"), SkeletonFormat.UtdMhad);
        var conversion = SkeletonConversion.Between(SkeletonLayout.UtdMhad, encoder.Layout);
        var labels = clips.GetColumn<uint>("Label").ToArray();
        var people = clips.GetColumn<uint>("Subject").ToArray();
        var recordings = clips.GetColumn<float[]>("Clip").Select((values, row) => new SkeletonRecording
        {
            Values = Converted(conversion, values),
            Bodies = 1,
            Joints = 20,
            Channels = 3,
            Layout = encoder.Layout,
            Label = $"action {labels[row]:d2}",
            Subject = people[row],
        });
        var converted = context.Data.LoadFromClips([.. recordings], new MemoryClipOptions { Layout = encoder.Layout });
        return new RealClips(Prepare(context, converted, encoder), [.. people.Select(person => person % 2 == 0)]);
    }

    /// <summary>The prepared clips to learn from, without anything else.</summary>
    public IDataView Training(MLContext context)
    {
        var rows = Prepared.GetColumn<float[]>("Skeleton").Where((_, row) => !IsTest[row]).Select(values => new Row { Skeleton = values });
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Skeleton)].ColumnType = Prepared.Schema["Skeleton"].Type;
        return context.Data.LoadFromEnumerable(rows.ToList(), definition);
    }

    public float[][] Features(ITransformer embedding) => [.. embedding.Transform(Prepared).GetColumn<float[]>("Features")];

    private static IDataView Prepare(MLContext context, IDataView clips, SkeletonEmbeddingTransformer encoder)
    {
        var prepare = context.Transforms.Skeleton.Prepare(encoder.Preparation!).Fit(clips);
        return context.Data.Cache(prepare.Transform(clips), "Skeleton", "Label", "Subject");
    }

    private static float[] Converted(SkeletonConversion conversion, float[] values)
    {
        var converted = new float[values.Length];
        for (var body = 0; body < values.Length; body += 60)
            conversion.Convert(values.AsSpan(body, 60), channels: 3, converted.AsSpan(body, 60));
        return converted;
    }

    private sealed class Row
    {
        public float[] Skeleton { get; set; } = [];
    }
}
