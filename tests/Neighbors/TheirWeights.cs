using System.Reflection;
using Microsoft.ML.TorchSharp;
using TorchSharp;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// Weights that the text trainers of Microsoft.ML.TorchSharp load in place of a download: those of a new encoder of theirs, as it is on
/// the TorchSharp that runs here. Their files are asked for in the folder <c>mlnet</c> of <c>MLContext.TempFilePath</c>.
/// </summary>
internal static class TheirWeights
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // Of the tokenizer that all of them use.
    private const int Padding = 1;
    private const int Symbols = 50265;

    public static void Write(object trainer, string model, TemporaryFolder folder, string file)
    {
        var options = trainer.GetType().BaseType!.GetField("BertOptions", Any)!.GetValue(trainer)!;
        var made = Make(model, options, Padding, Symbols, 2);
        var encoder = (torch.nn.Module)made.GetType().GetMethod("GetEncoder", Any)!.Invoke(made, null)!;
        Directory.CreateDirectory(folder.File("mlnet"));
        encoder.save(folder.File($"mlnet/{file}"));
    }

    /// <summary>Makes one of their models or heads, which are internal.</summary>
    public static object Make(string type, params object[] arguments)
    {
        var found = typeof(TorchSharpCatalog).Assembly.GetType($"Microsoft.ML.TorchSharp.NasBert.Models.{type}", throwOnError: true)!;
        return Activator.CreateInstance(found, Any, null, arguments, null)!;
    }
}
