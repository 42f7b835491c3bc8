using System.Text;

namespace MsMclr.MLNet.Fuzzing;

/// <summary>
/// Damages valid files the ways files get damaged, and the ways attackers damage them. A mutant is a function of sample and seed.
/// </summary>
internal static class Mutator
{
    private static readonly byte[][] Tokens = [.. new[]
    {
        "NaN", "-Infinity", "1e999", "-1e-999", "-1", "0", "25", "2147483647", "2147483648", "4294967296",
        "99999999999999999999", "1000000000", "0x10", "1e", "-", ".", "\n", "\n\n\n", "\r\n", "\0", "\u00ff", "\ud800",
        "{", "}", "[", "]", "[[[[[[[[", "\"", ",", ",,,,", ":", "null", "true", "\"x\"", "{}", "[]",
        "JOINT", "End Site", "CHANNELS 6", "(1, ", "'|O'", "\uFEFF",
    }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>What also matters to a service: escapes of half a letter, and sizes of chunks.</summary>
    private static readonly byte[][] ServiceTokens = [.. Tokens, .. new[]
    {
        "\\ud800", "\\udc00\\ud800", "\\u0000", "\\", "FFFFFFFFFFFFFFFF", "80000000", "7FFFFFFF", "0\r\n\r\n", "%ED%A0%80", "%00", "%",
        "\r\n\r\n", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Host: x\r\n", " HTTP/1.1\r\n", "?top=-1&", "gzip, ", ";",
    }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>One to eight changes to a sample.</summary>
    public static byte[] Mutate(byte[] sample, int seed, bool isForService = false)
    {
        var tokens = isForService ? ServiceTokens : Tokens;
        var random = new Random(seed);
        var bytes = new List<byte>(sample);
        // Mostly one or two: what is damaged a little gets further.
        for (var changes = 1 + random.Next(1 + random.Next(8)); changes > 0; changes--)
            Change(bytes, random, tokens);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random, byte[][] tokens)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, 1 << random.Next(10));
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, tokens[random.Next(tokens.Length)]);
                break;
            case 5:
                ReplaceNumber(bytes, at, tokens[random.Next(tokens.Length)]);
                break;
            case 6 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 7 when at < bytes.Count:
                bytes[at] = (byte)('0' + random.Next(10));
                break;
            default:
                DropLine(bytes, at);
                break;
        }
    }

    private static void ReplaceNumber(List<byte> bytes, int at, byte[] by)
    {
        while (at < bytes.Count && !char.IsAsciiDigit((char)bytes[at]))
            at++;
        var end = at;
        while (end < bytes.Count && (char.IsAsciiDigit((char)bytes[end]) || bytes[end] == '.'))
            end++;
        bytes.RemoveRange(at, end - at);
        bytes.InsertRange(at, by);
    }

    private static void DropLine(List<byte> bytes, int at)
    {
        var begin = at == 0 ? 0 : bytes.LastIndexOf((byte)'\n', Math.Min(at, bytes.Count) - 1) + 1;
        var end = bytes.IndexOf((byte)'\n', Math.Min(at, bytes.Count));
        bytes.RemoveRange(begin, (end < 0 ? bytes.Count : end + 1) - begin);
    }
}
