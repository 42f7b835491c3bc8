using MsMclr.MLNet.Loaders.Bodies;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Tests;

/// <summary>A clip of stick figures, made body by body, and where they go.</summary>
internal sealed class BodyScene
{
    public const ulong NoId = 0;

    /// <summary>A figure of five joints that is higher than wide.</summary>
    public static readonly SkeletonLayout Figure = new(
        "figure",
        ["Head", "HandLeft", "HandRight", "FootLeft", "FootRight"],
        [new(1, 0), new(2, 0), new(3, 0), new(4, 0)],
        center: 0,
        mirror: [0, 2, 1, 4, 3],
        parts: [new("all", [0, 1, 2, 3, 4])],
        regions: [new("all", [0, 1, 2, 3, 4])]);

    private readonly SkeletonClipBuilder _builder = new(Figure, channels: 3, new SkeletonLimits(1, MaxFrames: 1000, MaxBodies: 100));

    public int Coordinates { get; init; } = 3;

    public SkeletonClipBuilder Builder => _builder;

    public BodyTrackingOptions Options { get; } = new();

    public bool IsWholeBody { get; init; } = true;

    /// <summary>The values of a figure that stands at a place, its hands as far up as it moves.</summary>
    public static float[] Standing(double x, double move = 0, double z = 0, double scale = 1)
    {
        var hand = 1.1 + (0.3 * Math.Sin(move));
        double[] values = [0, 1.7, 0, -0.4, hand, 0, 0.4, hand, 0, -0.15, 0, 0, 0.15, 0, 0];
        return [.. values.Select((value, i) => (float)((value + (i % 3 == 0 ? x : i % 3 == 2 ? z : 0)) * scale))];
    }

    /// <summary>A figure that is wider than high.</summary>
    public static float[] Chair(double x) => [.. Standing(x).Select((value, i) => i % 3 == 1 ? value / 5 : value)];

    /// <summary>Adds a frame of bodies.</summary>
    public BodyScene Frame(params (ulong Id, float[] Values)[] bodies)
    {
        _builder.AddFrame();
        foreach (var (id, values) in bodies)
            values.CopyTo(id == NoId ? _builder.AddBody() : _builder.AddBody(id));
        return this;
    }

    public BodyPlaces Places(int places = 2, BodyOrder order = BodyOrder.Tracked)
    {
        var bodies = new ClipBodies(_builder.BodyFrames, _builder.Bodies, Figure.JointCount, _builder.Channels, Coordinates);
        return new BodySlots(places, order, Options, IsWholeBody).Assign(bodies, _builder.Frames);
    }

    /// <summary>The first value of each place in each frame; 0 where nobody is.</summary>
    public float[] FirstValues(int places = 2, int value = 0)
    {
        var slots = Places(places).Slots;
        var values = new float[_builder.Frames * places];
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] >= 0)
                values[(_builder.BodyFrames[i].Frame * places) + slots[i]] = _builder.Body(i)[value];
        }

        return values;
    }
}
