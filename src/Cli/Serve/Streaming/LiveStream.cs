using System.Net.WebSockets;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>One stream: frames come, each is pushed in a turn like a clip's, and what is recognized goes back at once.</summary>
internal sealed class LiveStream(ActionRecognizer recognizer, StreamSocket socket, ClipScorer scorer, ClipColumn shape, int mostBodies)
{
    /// <summary>Runs it to its end, and says why it ended where the client did not end it.</summary>
    /// <param name="gone">The client is gone.</param>
    /// <param name="stopping">The service stops.</param>
    public async Task Run(CancellationToken gone, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping);
        var status = WebSocketCloseStatus.NormalClosure;
        string? problem = null;
        try
        {
            await socket.Send(new StreamBegin(recognizer.WindowFrames, recognizer.HopFrames, recognizer.DelayFrames), ending.Token);
            await Recognize(ending.Token);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            status = WebSocketCloseStatus.InvalidPayloadData;
            problem = error.Message.Split(" (Parameter ", 2)[0];
        }
        catch (TimeoutException)
        {
            status = WebSocketCloseStatus.PolicyViolation;
            problem = "no frame came for too long.";
        }
        catch (BusyException busy)
        {
            status = WebSocketCloseStatus.InternalServerError;
            problem = busy.Message;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            status = WebSocketCloseStatus.EndpointUnavailable;
            problem = "the service stops.";
        }

        await socket.Send(new StreamEnd(recognizer.LeftOut, problem), gone);
        await socket.Close(status);
    }

    // A frame is read when all that was told of the one before is sent: who sends too fast waits.
    private async Task Recognize(CancellationToken cancellationToken)
    {
        while (await socket.Receive(cancellationToken) is { } message)
        {
            var pushed = PushedFrame.Read(message.Span);
            if (pushed.End)
                break;
            var frame = pushed.Frame(shape, mostBodies);
            await Tell(await scorer.InTurn(() => recognizer.Push(frame), cancellationToken), cancellationToken);
        }

        await Tell(await scorer.InTurn(recognizer.Complete, cancellationToken), cancellationToken);
    }

    private async Task Tell(IReadOnlyList<ActionRecognition> told, CancellationToken cancellationToken)
    {
        foreach (var one in told)
            await socket.Send(StreamAnswer.Of(one, recognizer.Labels), cancellationToken);
    }
}
