using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>A model is loaded although the random name of an unpacked graph ends in ".ort".</summary>
public class UnpackedGraphsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TemporaryFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void A_graph_that_is_refused_for_its_name_is_loaded_again_under_another()
    {
        var names = new Queue<string>(["1gz0vmeq.ort", "3wkq1b5d.a2c"]);
        using var loaded = (IDisposable)UnpackedGraphs.Load(() => IdentityGraph.Open(Write(names.Dequeue())));
        Assert.That(names, Is.Empty);
    }

    [Test]
    public void What_is_refused_twice_is_refused()
    {
        var file = Write("1gz0vmeq.ort");
        var refusal = Throws.InvalidOperationException.With.Message.Contains("ORT model verification failed");
        Assert.That(() => UnpackedGraphs.Load(() => IdentityGraph.Open(file)), refusal);
    }

    [Test]
    public void Another_failure_is_not_tried_again()
    {
        var calls = 0;
        var file = _folder.Write("damaged.a2c", [1, 2, 3]);
        Assert.That(() => UnpackedGraphs.Load(Damaged), Throws.InvalidOperationException);
        Assert.That(calls, Is.EqualTo(1));

        ITransformer Damaged()
        {
            calls++;
            return IdentityGraph.Open(file);
        }
    }

    [Test]
    public void The_session_option_that_the_documentation_names_opens_the_file()
    {
        var ml = new MLContext();
        ml.SetOnnxSessionOption(new OnnxSessionOptions
        {
            CreateSessionOptions = () =>
            {
                var options = new SessionOptions();
                options.AddSessionConfigEntry("session.load_model_format", "ONNX");
                return options;
            },
        });
        var estimator = ml.Transforms.ApplyOnnxModel("out", "in", Write("1gz0vmeq.ort"));
        estimator.Fit(EmptyView.With("in", IdentityGraph.Type)).Dispose();
    }

    // ML.NET's names are of Path.GetRandomFileName, with no way to choose one.
    [Test]
    public void One_random_name_in_32768_ends_so()
    {
        var names = Enumerable.Range(0, 10_000).Select(_ => Path.GetRandomFileName()).ToArray();
        Assert.That(names.Select(name => name.Length - name.LastIndexOf('.')), Is.All.EqualTo(4));
        var letters = names.SelectMany(name => name[^3..]).Distinct().ToArray();
        Assert.That(letters, Has.Length.EqualTo(32).And.Contain('o').And.Contain('r').And.Contain('t'));
    }

    private string Write(string name) => _folder.Write(name, IdentityGraph.Build("out", "in"));
}
