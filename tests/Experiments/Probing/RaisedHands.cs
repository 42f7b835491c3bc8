using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Prepared clips of people who raise a hand, in a straight line and with noise: their own left or right one.</summary>
internal static class RaisedHands
{
    public static readonly string[] Actions = ["raise left hand", "Raise Right Hand", "stand"];

    private const int Frames = 8;
    private const int LeftHand = 7;
    private const int RightHand = 11;

    /// <summary>Makes clips.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">What noise is drawn from.</param>
    /// <param name="left">The share of left hands; clips of others raise the right one.</param>
    /// <param name="layout">Another layout than that of NTU RGB+D.</param>
    public static IDataView Prepared(MLContext ml, int count, int seed, double left, SkeletonLayout? layout = null)
    {
        var random = new Random(seed);
        var names = Actions.Select(name => name.AsMemory()).ToArray();
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Clip"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Frames, 1, 25, 3);
        definition["Label"].ColumnType = new KeyDataViewType(typeof(uint), names.Length);
        var type = new VectorDataViewType(TextDataViewType.Instance, names.Length);
        definition["Label"].AddAnnotation("KeyValues", new VBuffer<ReadOnlyMemory<char>>(names.Length, names), type);
        var rows = Enumerable.Range(0, count).Select(i => Clip(isLeft: i < left * count, random)).ToList();
        var recorded = ml.Data.LoadFromEnumerable(rows, definition);
        var options = Preparation();
        options.Layout = layout ?? SkeletonLayout.NtuRgbd;
        return ml.Transforms.Skeleton.Prepare(options).Fit(recorded).Transform(recorded);
    }

    /// <summary>How they are prepared.</summary>
    public static SkeletonPreparationEstimator.Options Preparation() => new()
    {
        Frames = Frames,
        Centering = ClipCentering.EachFrame,
        Turning = ClipTurning.None,
    };

    private static Row Clip(bool isLeft, Random random)
    {
        var clip = new float[Frames * 25 * 3];
        for (var i = 0; i < clip.Length; i++)
        {
            var frame = i / 75;
            var joint = i / 3 % 25;
            var isRaised = joint == (isLeft ? LeftHand : RightHand) && i % 3 == 1;
            var place = i % 3 == 0 ? Side(joint) : Math.Min(joint, SkeletonLayout.NtuRgbd.Mirror[joint]) * 0.05f;
            clip[i] = place + (0.05f * random.NextSingle()) + (isRaised ? 0.1f * frame : 0);
        }

        return new Row { Clip = clip, Label = isLeft ? 0u : 1u };
    }

    private static float Side(int joint) => joint switch
    {
        _ when SkeletonLayout.NtuRgbd.Mirror[joint] == joint => 0,
        (>= 4 and <= 7) or (>= 12 and <= 15) or 21 or 22 => 0.2f,
        _ => -0.2f,
    };

    public sealed class Row
    {
        public float[] Clip { get; set; } = [];

        public uint Label { get; set; } // From 0: LoadFromEnumerable makes key 1 of it.
    }
}
