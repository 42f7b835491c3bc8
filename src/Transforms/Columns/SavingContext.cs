using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>The context in which a transform is made of ML.NET's own pieces, in order to be saved.</summary>
/// <remarks>
/// It is not the user's, on purpose. ML.NET opens an ONNX graph before it writes it, and it would open it on the GPU that the user's
/// context names. That takes GPU memory for nothing, and it fails where the application has the CPU build of ONNX Runtime. The user
/// still sees what this context logs. There is nothing to cancel: the pieces are fitted on an empty view.
/// </remarks>
internal static class SavingContext
{
    public static MLContext For(IHost host)
    {
        var context = new MLContext();
        WritableFolder.GiveTo(context);
        context.Log += (_, entry) => Forward(host, entry);
        return context;
    }

    // Traces tell when channels open and close. Those of a context that nobody knows would only puzzle.
    private static void Forward(IHost host, LoggingEventArgs entry)
    {
        if (entry.Kind == ChannelMessageKind.Trace)
            return;
        using var channel = host.Start("Save");
        switch (entry.Kind)
        {
            case ChannelMessageKind.Error:
                channel.Error(MessageSensitivity.None, "{0}", entry.RawMessage);
                break;
            case ChannelMessageKind.Warning:
                channel.Warning(MessageSensitivity.None, "{0}", entry.RawMessage);
                break;
            default:
                channel.Info(MessageSensitivity.None, "{0}", entry.RawMessage);
                break;
        }
    }
}
