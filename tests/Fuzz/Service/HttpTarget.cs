using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Fuzzing.Service;

/// <summary>
/// The running service, spoken to byte by byte. Answers below 500 are fine, and so is to close. What is answered with 500, or logged as an
/// error, is a find.
/// </summary>
internal sealed partial class HttpTarget(string name, Uri address, LoggedErrors errors, params byte[][] samples)
    : FuzzTarget(name, samples)
{
    // A service that says nothing for so long waits for the rest of the request, or for another.
    private const int FirstSilenceMicroseconds = 20_000;
    private const int SilenceMicroseconds = 2_000;

    protected override bool IsService => true;

    protected override double SlowTime => 200;

    protected override void Load(byte[] input)
    {
        var answer = Encoding.Latin1.GetString(AnswerTo(input));
        if (errors.Take() is { } error)
            throw new InvalidOperationException($"An error is logged: {error}");
        int[] statuses = [.. StatusLine().Matches(answer).Select(match => int.Parse(match.Groups[1].ValueSpan))];
        if (statuses.Any(status => status is >= 500 and not 501 and not 505))
            throw new InvalidOperationException($"The service answers {answer}");
        if (!Array.Exists(statuses, status => status is >= 200 and < 300))
            throw new BadInputException();
    }

    protected override bool IsRefusal(Exception error) => error is BadInputException;

    private byte[] AnswerTo(byte[] request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.LingerState = new LingerOption(enable: true, seconds: 0); // Ports are used up otherwise.
        socket.NoDelay = true;
        socket.Connect(address.Host, address.Port);
        using var answer = new MemoryStream();
        try
        {
            socket.Send(request);
            var buffer = new byte[1 << 16];
            while (socket.Poll(answer.Length == 0 ? FirstSilenceMicroseconds : SilenceMicroseconds, SelectMode.SelectRead))
            {
                var read = socket.Receive(buffer);
                if (read == 0)
                    break;
                answer.Write(buffer, 0, read);
            }
        }
        catch (SocketException)
        {
            // The service may close before it has heard all.
        }

        return answer.ToArray();
    }

    [GeneratedRegex(@"HTTP/1\.1 (\d{3}) ")]
    private static partial Regex StatusLine();

    private sealed class BadInputException : Exception;
}
