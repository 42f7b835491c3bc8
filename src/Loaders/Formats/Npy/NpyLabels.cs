using System.Globalization;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Npy;

/// <summary>The labels that belong to an array of clips.</summary>
internal static class NpyLabels
{
    private const long MaxBytes = 256 << 20;

    /// <summary>One label a clip, 1-based, with its name where the file has names.</summary>
    public static (string? Name, uint Label)[] Read(string path, long clips, NpySkeletonOptions options)
    {
        SkeletonFileException Bad(long line, string reason) => new(path, line, reason);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length > MaxBytes)
            throw Bad(0, $"the labels' file is larger than {MaxBytes} bytes");
        var labels = path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? Array(stream) : Lines(stream);
        if (labels.Length != clips)
            throw Bad(0, $"it has {labels.Length} labels for {clips} clips");
        return labels;

        (string?, uint)[] Array(FileStream stream)
        {
            var header = NpyHeader.Read(stream, reason => Bad(0, reason));
            if (header.Shape.Length != 1 || header.Type[0] == 'f')
                throw Bad(0, "a vector of whole numbers is expected");
            if (stream.Length - header.DataOffset != header.Count * header.ItemSize)
                throw Bad(0, "its size is not what its shape says; it is truncated or damaged");
            var bytes = new byte[stream.Length - header.DataOffset];
            stream.ReadExactly(bytes);
            var numbers = new NpyValues(header, bytes);
            var values = new (string?, uint)[header.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = (null, Label((long)numbers[i], line: 0));
            return values;
        }

        (string?, uint)[] Lines(FileStream stream)
        {
            var values = new List<(string?, uint)>();
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                var comma = line.LastIndexOf(',');
                var text = line.AsSpan(comma + 1).Trim();
                if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                    throw Bad(values.Count + 1, $"'{TextLines.Shown(line)}' is neither 'label' nor 'name,label'");
                values.Add((comma > 0 ? line[..comma].Trim() : null, Label(number, values.Count + 1)));
            }

            return [.. values];
        }

        uint Label(long number, long line)
        {
            var label = number - options.FirstLabel;
            if (label >= 0 && label < options.Actions.Count)
                return (uint)label + 1;
            var last = options.FirstLabel + options.Actions.Count - 1;
            throw Bad(
                line,
                $"label {number} is not one of {options.FirstLabel} to {last}; set Actions and FirstLabel as the labels are counted");
        }
    }
}
