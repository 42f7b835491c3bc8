using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

/// <summary>Clips whose last channel is a detector's score and no coordinate.</summary>
public class ScoredClipTests
{
    private static readonly ClipShape Shape = new(3, 12, 25, 2);

    private static IEnumerable<SkeletonAugmentation> Movers =>
    [
        new AxisMask { Probability = 1 },
        new AxisScale(),
        new ChaosJoint(),
        new GaussianBlur { Probability = 1 },
        new GaussianNoise { Probability = 1 },
        new JointJitter { Probability = 1 },
        new LimbScale(),
        new NoiseJoints(),
        new PlanarShear(),
        new PlanarRotation(),
    ];

    [TestCaseSource(nameof(Movers))]
    public void Steps_that_move_joints_leave_scores_alone(SkeletonAugmentation augmentation)
    {
        var values = ClipUnderTest.Random(Shape, 1).Values;
        for (var seed = 0; seed < 10; seed++)
        {
            var after = After(augmentation, values, Shape, coordinates: 2, seed);
            Assert.That(after[Plane(2)..], Is.EqualTo(values[Plane(2)..]), "scores");
            Assert.That(after[..Plane(2)], Is.Not.EqualTo(values[..Plane(2)]), "coordinates");
        }
    }

    [TestCaseSource(nameof(Movers))]
    public void Coordinates_become_what_they_become_without_scores(SkeletonAugmentation augmentation)
    {
        var values = ClipUnderTest.Random(Shape, 1).Values;
        var alone = After(augmentation, values[..Plane(2)], Shape with { Channels = 2 }, coordinates: 2, seed: 3);
        Assert.That(After(augmentation, values, Shape, coordinates: 2, seed: 3)[..Plane(2)], Is.EqualTo(alone));
    }

    [Test]
    public void Steps_of_space_refuse_two_coordinates_with_a_score()
    {
        var values = ClipUnderTest.Random(Shape, 1).Values;
        foreach (var step in new SkeletonAugmentation[] { new Shear(), new RandomRotation(), new ViewRotation() })
            Assert.That(() => After(step, values, Shape, 2, 1), Throws.ArgumentException.With.Message.Contains("three coordinates"));
    }

    [TestCase(0)]
    [TestCase(4)]
    public void There_are_as_many_coordinates_as_channels_at_most(int coordinates)
    {
        var values = new float[Shape.Length];
        Assert.That(() => After(new AxisScale(), values, Shape, coordinates, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void The_transform_and_what_follows_it_know_which_channel_is_the_score()
    {
        var ml = new MLContext(1);
        float[][] clips = [.. Enumerable.Range(1, 4).Select(seed => ClipUnderTest.Random(Shape, seed).Values)];
        var definition = SchemaDefinition.Create(typeof(Row));
        var type = new VectorDataViewType(NumberDataViewType.Single, Shape.Channels, Shape.Frames, Shape.Joints, Shape.Bodies);
        var column = definition[nameof(Row.Skeleton)];
        column.ColumnType = type;
        var layout = SkeletonLayout.NtuRgbd.ToJson().AsMemory();
        column.AddAnnotation(SkeletonAnnotations.Layout, layout, TextDataViewType.Instance);
        column.AddAnnotation(SkeletonAnnotations.Coordinates, 2, NumberDataViewType.Int32);
        var view = ml.Data.LoadFromEnumerable(clips.Select(values => new Row { Skeleton = values }), definition);
        var augmented = ml.Transforms.Skeleton.Augment("Skeleton", augmentation: new AxisScale()).Fit(view).Transform(view);
        foreach (var (after, before) in augmented.Vectors("Skeleton").Zip(clips))
        {
            Assert.That(after[Plane(2)..], Is.EqualTo(before[Plane(2)..]));
            Assert.That(after[..Plane(2)], Is.Not.EqualTo(before[..Plane(2)]));
        }

        Assert.That(LayoutAnnotations.ReadCoordinates(augmented.Schema["Skeleton"]), Is.EqualTo(2));
    }

    private static int Plane(int channels) => channels * Shape.Frames * Shape.Joints * Shape.Bodies;

    private static float[] After(SkeletonAugmentation augmentation, float[] values, ClipShape shape, int coordinates, int seed)
    {
        var random = AugmentationRandom.For(seed, 1, 0, 0);
        float[] after = [.. values];
        var clip = new SkeletonClip(after, shape, SkeletonLayout.NtuRgbd, new float[shape.Length], coordinates);
        augmentation.Apply(clip, ref random);
        return after;
    }

    private sealed class Row
    {
        public float[] Skeleton { get; set; } = [];
    }
}
