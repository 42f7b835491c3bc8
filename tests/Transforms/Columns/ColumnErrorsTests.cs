using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

/// <summary>Wrong columns and wrong rows: each an exception that says which, and what was expected.</summary>
public class ColumnErrorsTests
{
    private static readonly MLContext Ml = new();

    private sealed class Wrong
    {
        public float Clip { get; set; }

        [VectorType(3, 4)]
        public int[] Skeleton { get; set; } = new int[12];
    }

    public static IEnumerable<TestCaseData> Estimators()
    {
        yield return new TestCaseData(Ml.Transforms.Skeleton.Prepare("Out", "Clip"), "Clip").SetArgDisplayNames("Prepare");
        yield return new TestCaseData(Ml.Transforms.Skeleton.Stream("Out", "Skeleton"), "Skeleton").SetArgDisplayNames("Stream");
        yield return new TestCaseData(Ml.Transforms.Skeleton.Augment("Out", "Skeleton"), "Skeleton").SetArgDisplayNames("Augment");
    }

    [TestCaseSource(nameof(Estimators))]
    public void A_missing_column_is_named_the_same_by_Fit_and_GetOutputSchema(object estimator, string column)
        => AssertBoth(estimator, Ml.Data.LoadFromEnumerable(new[] { new { Other = 1f } }), $"Could not find input column '{column}'");

    [TestCaseSource(nameof(Estimators))]
    public void A_column_of_the_wrong_type_says_what_was_expected(object estimator, string column)
    {
        var view = Ml.Data.LoadFromEnumerable([new Wrong()]);
        AssertBoth(estimator, view, $"Schema mismatch for input column '{column}': expected Vector<Single, ");
    }

    [Test]
    public void Twenty_joints_given_to_twenty_five_are_refused()
    {
        var twenty = Recordings.View(SkeletonLayout.KinectV1, Recordings.Random(1, 5, SkeletonLayout.KinectV1));
        var twentyFive = Recordings.View(SkeletonLayout.NtuRgbd, Recordings.Random(1, 5, SkeletonLayout.NtuRgbd));
        var prepare = Ml.Transforms.Skeleton.Prepare("Skeleton", "Clip").Fit(twentyFive);
        Assert.That(() => prepare.Transform(twenty), Mismatch("Vector<Single, *, 2, 25, 3>"));
        Assert.That(() => prepare.GetOutputSchema(twenty.Schema), Mismatch("Vector<Single, *, 2, 25, 3>"));
        var options = new SkeletonPreparationEstimator.Options { Layout = SkeletonLayout.NtuRgbd };
        Assert.That(() => Ml.Transforms.Skeleton.Prepare(options).Fit(twenty), Mismatch("Vector<Single, *, 2, 25, 3>"));
        using var embed = EmbeddingFixture.Transformer();
        var prepared = Ml.Transforms.Skeleton.Prepare("Skeleton", "Clip", frames: 16).Fit(twenty).Transform(twenty);
        Assert.That(() => embed.Transform(prepared), Mismatch("3, 16, 25, 2"));
    }

    [Test]
    public void A_column_that_tells_nothing_asks_for_the_option()
    {
        var plain = Ml.Data.LoadFromEnumerable([new { Clip = new float[150] }]);
        var untold = Ml.Transforms.Skeleton.Prepare("Skeleton", "Clip");
        Assert.That(() => untold.Fit(plain), Throws.ArgumentException.With.Message.Contains("Options.Layout"));
        var options = new SkeletonPreparationEstimator.Options { Layout = SkeletonLayout.NtuRgbd };
        var half = Ml.Transforms.Skeleton.Prepare(options);
        Assert.That(() => half.Fit(plain), Throws.ArgumentException.With.Message.Contains("Options.Bodies"));
    }

    [Test]
    public void An_empty_clip_names_its_row()
    {
        var view = Recordings.View(SkeletonLayout.NtuRgbd, Recordings.Random(1, 5, SkeletonLayout.NtuRgbd), new float[5 * 150]);
        var prepared = Ml.Transforms.Skeleton.Prepare("Skeleton", "Clip").Fit(view).Transform(view);
        const string Told = "Row 1: the clip in column 'Clip' is empty";
        Assert.That(() => prepared.Vectors("Skeleton"), Throws.InvalidOperationException.With.Message.StartsWith(Told));
    }

    [Test]
    public void An_empty_clip_is_an_error_in_a_loaded_model_too([Values] ClipLengthRule length)
    {
        var view = Recordings.View(SkeletonLayout.NtuRgbd, length == ClipLengthRule.All ? [] : new float[5 * 150]);
        var model = Ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Length = length }).Fit(view);
        Assert.That(() => model.Transform(view).Vectors("Skeleton"), Throws.InvalidOperationException);
        Assert.That(() => Reading.SaveAndLoad(model, view).Vectors("Skeleton"), Throws.Exception);
    }

    [Test]
    public void A_broken_frame_names_its_row()
    {
        var view = Recordings.View(SkeletonLayout.NtuRgbd, new float[151]);
        var prepared = Ml.Transforms.Skeleton.Prepare("Skeleton", "Clip").Fit(view).Transform(view);
        const string Told = "no whole number of frames of 150";
        Assert.That(() => prepared.Vectors("Skeleton"), Throws.InvalidOperationException.With.Message.Contains(Told));
    }

    [Test]
    public void A_layout_without_shoulders_cannot_be_turned()
    {
        JointGroup[] groups = [new("all", [0, 1])];
        var layout = new SkeletonLayout("stick", ["top", "bottom"], [new Bone(1, 0)], 0, [0, 1], groups, groups);
        var view = Recordings.View(layout, Recordings.Random(1, 5, layout));
        var turning = Ml.Transforms.Skeleton.Prepare("Skeleton", "Clip");
        Assert.That(() => turning.Fit(view), Throws.ArgumentException.With.Message.Contains("Turning to None"));
        var options = new SkeletonPreparationEstimator.Options { Turning = ClipTurning.None, Frames = 4 };
        var prepared = Ml.Transforms.Skeleton.Prepare(options).Fit(view).Transform(view);
        Assert.That(prepared.Vectors("Skeleton")[0], Has.Length.EqualTo(3 * 4 * 2 * 2));
    }

    [Test]
    public void The_output_schema_is_known_before_fitting()
    {
        var view = Recordings.View(SkeletonLayout.NtuRgbd, Recordings.Random(1, 5, SkeletonLayout.NtuRgbd));
        var chain = Ml.Transforms.Skeleton.Prepare("Skeleton", "Clip").Append(Ml.Transforms.Skeleton.Stream("Bones", "Skeleton"));
        var fitted = chain.Fit(view).GetOutputSchema(view.Schema);
        Assert.That(fitted["Bones"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 3, 50, 25, 2)));
        Assert.That(LayoutAnnotations.Read(fitted["Bones"]), Is.SameAs(SkeletonLayout.NtuRgbd));
    }

    private static void AssertBoth(object estimator, IDataView view, string message)
    {
        const BindingFlags Flags = BindingFlags.Static | BindingFlags.NonPublic;
        var schema = typeof(SchemaShape).GetMethod("Create", Flags)!.Invoke(null, [view.Schema]);
        var fit = estimator.GetType().GetMethod("Fit")!;
        var output = estimator.GetType().GetMethod("GetOutputSchema")!;
        foreach (var (method, argument) in new[] { (fit, view), (output, schema) })
        {
            Assert.That(
                () => method.Invoke(estimator, [argument]),
                Throws.InnerException.TypeOf<ArgumentOutOfRangeException>().With.InnerException.Message.Contains(message),
                method.Name);
        }
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Mismatch(string expected)
        => Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.Contains("Schema mismatch for input column")
            .And.Message.Contains(expected);
}
