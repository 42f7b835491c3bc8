using System.Runtime.CompilerServices;
using Microsoft.ML;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>An ONNX graph is in a temporary file for as long as ML.NET reads it.</summary>
public class GraphFileTests
{
    [Test]
    public void The_file_is_there_while_the_model_can_be_saved_and_gone_after_it()
    {
        using var folder = new TemporaryFolder();
        Save(folder);
        for (var i = 0; i < 10 && Files(folder).Length > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(Files(folder), Is.Empty);
    }

    // A method of its own: what it made can be collected when it has returned.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Save(TemporaryFolder folder)
    {
        var context = new MLContext { TempFilePath = folder.Path };
        var model = SavedOnnx.Fit(context, "out", "in", IdentityGraph.Type, IdentityGraph.Build);
        using var disposed = model as IDisposable;
        GC.Collect();
        Assert.That(Files(folder), Has.Length.EqualTo(1).And.All.EndsWith(".onnx"), "ONNX Runtime looks at the end of the name");
        using var stream = new MemoryStream();
        context.Model.Save(model, EmptyView.With("in", IdentityGraph.Type).Schema, stream);
        Assert.That(stream.Length, Is.Positive);
    }

    private static string[] Files(TemporaryFolder folder) => Directory.GetFiles(folder.Path);
}
