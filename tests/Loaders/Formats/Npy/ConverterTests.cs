using System.Diagnostics;

namespace MsMclr.MLNet.Tests;

/// <summary>The converters in <c>docs/formats.md</c>, run by a Python with NumPy where there is one.</summary>
public class ConverterTests
{
    private const string WriteNpz = """
        import numpy as np
        x = np.arange(1, 2 * 3 * 150 + 1, dtype=np.float32).reshape(2, 3, 150)
        np.savez("in.npz", x_train=x, y_train=np.eye(3)[[2, 0]], x_test=x[:1] + 1, y_test=np.eye(3)[[1]])
        """;

    private const string WritePkl = """
        import pickle
        import numpy as np
        def clip(name, label, bodies, frames):
            points = np.arange(bodies * frames * 34, dtype=np.float16).reshape(bodies, frames, 17, 2) + 1
            scores = np.full((bodies, frames, 17), 0.5, dtype=np.float16)
            scores[0, 0, 3] = 0
            return {"frame_dir": name, "label": label, "keypoint": points, "keypoint_score": scores, "total_frames": frames}
        clips = [clip("a", 2, 1, 4), clip("b", 0, 2, 3), clip("c", 1, 1, 9)]
        pickle.dump({"split": {"train": ["a", "b"], "test": ["c"]}, "annotations": clips}, open("in.pkl", "wb"))
        """;

    private static readonly string[] Actions = ["jump", "run", "sit"];

    [Test]
    public void An_npz_of_ctr_gcn_becomes_clips_with_labels()
    {
        using var folder = new TemporaryFolder();
        Run(folder.Path, WriteNpz);
        Run(folder.Path, Converter("ctr-gcn"), "in.npz");
        var format = SkeletonFormat.Npy(new()
        {
            Layout = SkeletonLayout.NtuRgbd,
            Axes = NpyAxes.FramesFirst,
            LabelsFile = Path.Combine(folder.Path, "train_labels.npy"),
            Actions = Actions,
        });
        var clips = Read.Files(Path.Combine(folder.Path, "train.npy"), format);
        Assert.That(clips.Select(clip => clip.Label), Is.EqualTo(new[] { 3u, 1u }));
        Assert.That(clips[1].Clip, Is.EqualTo(Enumerable.Range(451, 450).Select(value => (float)value)));
        Assert.That(File.Exists(Path.Combine(folder.Path, "test_labels.npy")));
    }

    [Test]
    public void A_pkl_of_pyskl_becomes_clips_of_a_split_with_names_and_labels()
    {
        using var folder = new TemporaryFolder();
        Run(folder.Path, WritePkl);
        Run(folder.Path, Converter("pyskl"), "in.pkl", "train");
        var format = SkeletonFormat.Npy(new()
        {
            Layout = SkeletonLayout.Coco17,
            Axes = NpyAxes.BodiesFirst,
            HasScore = true,
            LabelsFile = Path.Combine(folder.Path, "split.csv"),
            Actions = Actions,
        });
        var clips = Read.Files(Path.Combine(folder.Path, "split.npy"), format);
        Assert.That(clips.Select(clip => (clip.Name, clip.Label)), Is.EqualTo(new[] { ("a", 3u), ("b", 1u) }));
        Assert.That(clips.Select(clip => clip.Clip.Length), Is.EqualTo(new[] { 4 * 2 * 51, 3 * 2 * 51 }), "padding is cut off");
        Assert.That(clips[1].Clip[..6], Is.EqualTo(new[] { 1, 2, 0.5f, 3, 4, 0.5f }));
        Assert.That(clips[1].Clip[9..12], Is.EqualTo(new[] { float.NaN, float.NaN, 0 }));
        Assert.That(clips[0].Clip[51..102], Has.All.Zero, "one body");
    }

    /// <summary>The block of the page that begins with a comment of this name.</summary>
    private static string Converter(string name)
    {
        var page = File.ReadAllText(Repository.At("docs", "formats.md"));
        var start = page.IndexOf($"# {name}: ", StringComparison.Ordinal);
        Assert.That(start, Is.Positive);
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static void Run(string folder, string script, params string[] arguments)
    {
        var python = Python() ?? throw new IgnoreException("No Python with NumPy: MSMCLR_PYTHON, python3, /usr/bin/python3.");
        var (code, output) = Start(python, folder, ["-c", script, .. arguments]);
        Assert.That(code, Is.Zero, output);
    }

    private static string? Python()
    {
        string?[] known = [Environment.GetEnvironmentVariable("MSMCLR_PYTHON"), "python3", "/usr/bin/python3"];
        return known.FirstOrDefault(python => python is { Length: > 0 } && Start(python, ".", ["-c", "import numpy"]).Code == 0);
    }

    private static (int Code, string Output) Start(string python, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output.Result + errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }
}
