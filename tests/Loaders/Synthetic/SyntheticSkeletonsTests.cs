using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public partial class SyntheticSkeletonsTests
{
    private static readonly MLContext Context = new(seed: 1);

    // Of each action's clip by the first person before the first camera, in label order.
    private static readonly double[] SumsOfFirstPerson =
    [
        10467.844, 6186.026, 7181.577, 7848.660, 7044.458, 9036.406, 7785.479, 7728.302, 6457.855, 6797.002,
        8254.919, 6101.364, 6789.873, 8310.747, 11710.596, 19373.739, 14822.028, 13359.093, 11689.638, 16232.788,
    ];

    [Test]
    public void The_schema_is_the_contract()
    {
        var schema = Context.Data.LoadSyntheticSkeletons().Schema;
        string[] columns = ["Clip", "Label", "Name", "Subject", "Camera", "Setup", "Replication", "FrameRate"];
        Assert.That(schema.Select(column => column.Name), Is.EqualTo(columns));
        Assert.That(schema["Clip"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 0, 2, 25, 3)));
        Assert.That(schema["Clip"].GetSkeletonLayout(), Is.SameAs(SkeletonLayout.NtuRgbd));
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        schema["Label"].GetKeyValues(ref names);
        Assert.That(names.DenseValues().Select(name => name.ToString()), Is.EqualTo(SyntheticSkeletons.Actions));
        Assert.That(SyntheticSkeletons.Actions, Is.Unique.And.Length.EqualTo(20));
    }

    [Test]
    public void A_clip_is_a_function_of_seed_and_numbers_whatever_else_is_loaded()
    {
        var all = Clips(new() { Subjects = 3, Repetitions = 1 });
        var some = Clips(new()
        {
            Subjects = 3,
            Repetitions = 1,
            Cameras = 2,
            Actions = ["hug", "bow"],
            Split = SkeletonProtocol.LeaveSubjectsOut(3).Test,
        });
        Assert.That(some, Has.Count.EqualTo(4));
        foreach (var (name, clip) in some)
            Assert.That(clip, Is.EqualTo(all[name]));
        const string first = "S001C001P001R001A001";
        Assert.That(Clips(new() { Subjects = 1, Repetitions = 1, Seed = 2 })[first], Is.Not.EqualTo(all[first]));
    }

    [Test]
    public void Without_a_seed_of_their_own_clips_follow_the_seed_of_the_context()
    {
        var drawn = Drawn(contextSeed: 7, seed: null);
        Assert.That(Drawn(contextSeed: 7, seed: null), Is.EqualTo(drawn));
        Assert.That(Drawn(contextSeed: 8, seed: null), Is.Not.EqualTo(drawn));
        Assert.That(Drawn(contextSeed: 7, seed: 1), Is.EqualTo(Drawn(contextSeed: 8, seed: 1)));

        static float[] Drawn(int contextSeed, int? seed)
            => new MLContext(contextSeed).Data.LoadSyntheticSkeletons(subjects: 1, seed: seed).GetColumn<float[]>("Clip").First();
    }

    [Test]
    public void The_actions_are_drawn_as_ever()
    {
        // Other clips would change every figure that was measured with these.
        var sums = Sums(new SyntheticSkeletons.Options { Subjects = 1, Repetitions = 1, Cameras = 1 });
        Assert.That(sums, Is.EqualTo(SumsOfFirstPerson).Within(0.01));
    }

    [Test]
    public void Single_people_leave_the_second_body_empty_and_pairs_do_not()
    {
        foreach (var (name, clip) in Clips(new() { Subjects = 2, Repetitions = 1 }))
        {
            var second = clip.Chunk(75).Where((_, i) => i % 2 == 1).Any(body => body.Any(value => value != 0));
            Assert.That(second, Is.EqualTo(int.Parse(name.AsSpan(^3)) > 14), name);
            Assert.That(clip.Length / 150, Is.InRange(40, 110), name);
            Assert.That(clip.All(float.IsFinite), name);
        }
    }

    [Test]
    public void A_shuffled_pass_has_the_same_rows_and_ids_in_another_order()
    {
        var view = Context.Data.LoadSyntheticSkeletons(subjects: 4);
        var plain = Names(view, null);
        var shuffled = Names(view, new Random(3));
        Assert.That(shuffled, Is.EquivalentTo(plain).And.Not.EqualTo(plain));
        Assert.That(Names(view, new Random(3)), Is.EqualTo(shuffled));
    }

    [Test]
    public void Subject_is_a_sampling_key()
    {
        var view = Context.Data.LoadSyntheticSkeletons(subjects: 20, repetitions: 1);
        var parts = Context.Data.TrainTestSplit(view, 0.3, samplingKeyColumnName: "Subject");
        var train = parts.TrainSet.GetColumn<uint>("Subject").ToHashSet();
        var test = parts.TestSet.GetColumn<uint>("Subject").ToHashSet();
        Assert.That(train.Overlaps(test), Is.False);
        Assert.That(train, Is.Not.Empty);
        Assert.That(test, Is.Not.Empty);
    }

    [TestCase(0, 2, "Subjects")]
    [TestCase(2, 0, "Repetitions")]
    public void A_number_out_of_range_is_refused(int subjects, int repetitions, string option)
        => Assert.That(
            () => Context.Data.LoadSyntheticSkeletons(subjects, repetitions),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(option));

    [Test]
    public void An_unknown_action_is_refused_with_the_known_ones()
        => Assert.That(
            () => Context.Data.LoadSyntheticSkeletons(new() { Actions = ["fly"] }),
            Throws.TypeOf<ArgumentException>().With.Message.Contains("'fly'").And.Message.Contains("drink"));

    [Test, Explicit("Measures how hard the data is: about a minute.")]
    public void A_linear_head_on_raw_coordinates_is_neither_lost_nor_perfect([Values(8, 16, 30)] int subjects)
    {
        var train = Rows(NtuProtocol.CrossSubject60.Train);
        var test = Rows(NtuProtocol.CrossSubject60.Test);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 16 * 150);
        var pipeline = Context.Transforms.Conversion.MapValueToKey("Label")
            .Append(Context.Transforms.NormalizeMeanVariance("Features"))
            .Append(Context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new()
            {
                L2Regularization = 1,
                L1Regularization = 0,
                NumberOfThreads = 1,
                MaximumNumberOfIterations = 100,
            }));
        var model = pipeline.Fit(Context.Data.LoadFromEnumerable(train, schema));
        var metrics = Context.MulticlassClassification.Evaluate(model.Transform(Context.Data.LoadFromEnumerable(test, schema)));
        TestContext.Out.WriteLine($"{subjects} subjects, {train.Count} + {test.Count} clips");
        TestContext.Out.WriteLine($"linear {metrics.MicroAccuracy:p1}, 1-NN {NearestNeighbor(train, test):p1}");
        var recalls = metrics.ConfusionMatrix.PerClassRecall.Select((recall, i) => $"{SyntheticSkeletons.Actions[i]} {recall:p0}");
        TestContext.Out.WriteLine(string.Join("; ", recalls));
        Assert.That(metrics.MicroAccuracy, Is.InRange(0.55, 0.85));

        List<Row> Rows(SkeletonSplit split)
        {
            var view = Context.Data.LoadSyntheticSkeletons(subjects, split: split);
            var clips = view.GetColumn<float[]>("Clip");
            var labels = view.GetColumn<uint>("Label");
            return [.. clips.Zip(labels, (clip, label) => new Row { Label = label, Features = Flatten(clip) })];
        }
    }

    private static double NearestNeighbor(List<Row> train, List<Row> test)
    {
        return test.Average(row => Nearest(row).Label == row.Label ? 1.0 : 0.0);

        Row Nearest(Row row) => train.MinBy(other => TensorPrimitives.Distance(row.Features, other.Features))!;
    }

    private static float[] Flatten(float[] clip)
    {
        var frames = clip.Length / 150;
        var features = new List<float>();
        for (var i = 0; i < 16; i++)
        {
            var frame = clip.AsSpan(i * (frames - 1) / 15 * 150, 150);
            for (var value = 0; value < 150; value++)
                features.Add(frame[value] - frame[(value / 75 * 75) + 60 + (value % 3)]);
        }

        return [.. features];
    }

    private static Dictionary<string, float[]> Clips(SyntheticSkeletons.Options options)
    {
        var view = Context.Data.LoadSyntheticSkeletons(options);
        return view.GetColumn<string>("Name").Zip(view.GetColumn<float[]>("Clip")).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static IEnumerable<double> Sums(SyntheticSkeletons.Options options)
    {
        var view = Context.Data.LoadSyntheticSkeletons(options);
        return view.GetColumn<float[]>("Clip").Select(clip => clip.Sum(value => (double)value));
    }

    private static List<(string, DataViewRowId)> Names(IDataView view, Random? random)
    {
        using var cursor = view.GetRowCursor([view.Schema["Name"]], random);
        var names = new List<(string, DataViewRowId)>();
        var getName = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Name"]);
        var getId = cursor.GetIdGetter();
        while (cursor.MoveNext())
        {
            var name = default(ReadOnlyMemory<char>);
            var id = default(DataViewRowId);
            getName(ref name);
            getId(ref id);
            names.Add((name.ToString(), id));
        }

        return names;
    }

    private sealed class Row
    {
        public uint Label { get; init; }
        public float[] Features { get; init; } = [];
    }
}
