using System.Text;

namespace MsMclr.MLNet.Transforms.Pretrained;

/// <summary>Reads a list of sums as <c>sha256sum</c> writes it: 64 digits, two spaces (or a space and an asterisk), a name.</summary>
internal static class PretrainedSums
{
    private const int DigitCount = 64;

    /// <exception cref="FormatException">A line is none, or a name stands twice.</exception>
    public static Dictionary<string, string> Read(byte[] content)
    {
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n'))
        {
            number++;
            var text = line.TrimEnd('\r');
            if (text.Length == 0)
                continue;
            if (text.Length < DigitCount + 3 || text[DigitCount] != ' ' || !text.Take(DigitCount).All(char.IsAsciiHexDigit))
                throw new FormatException($"line {number} of '{PretrainedFiles.Sums}' is no SHA-256 and a name.");
            if (!sums.TryAdd(text[(DigitCount + 2)..], text[..DigitCount].ToLowerInvariant()))
                throw new FormatException($"line {number} of '{PretrainedFiles.Sums}' repeats a name.");
        }

        return sums;
    }
}
