using System.Collections.Immutable;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>The coordinates and scores of a row: of a body, or of a joint.</summary>
internal sealed class CsvRowValues(ImmutableArray<int> columns, CsvRows rows, SkeletonClipBuilder clip, MissingValues missing)
{
    private readonly float[] _values = new float[columns.Length];

    /// <summary>Gets what was taken: joint by joint, NaN where one is missing.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Gets a value indicating whether nothing stands in any cell.</summary>
    public bool IsEmpty
    {
        get
        {
            foreach (var column in columns)
            {
                if (!rows[column].IsEmpty)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Takes the row's values; tells whether there is a joint among them.</summary>
    /// <exception cref="SkeletonFileException">A cell is no number, or one is missing and may not.</exception>
    public bool Take()
    {
        var isAnywhere = false;
        for (var start = 0; start < _values.Length; start += clip.Channels)
        {
            var isMissing = false;
            for (var channel = 0; channel < clip.Channels; channel++)
            {
                var column = columns[start + channel];
                var value = (float)rows.Value(column);
                if (float.IsNaN(value) && missing == MissingValues.Refuse)
                    throw rows.Bad(column, "is not a number; with MissingValues = Missing it is a joint that was not found");
                isMissing |= float.IsNaN(value) || (channel >= clip.Coordinates && value == 0);
                _values[start + channel] = value;
            }

            if (isMissing)
                _values.AsSpan(start, clip.Channels).Fill(float.NaN);
            isAnywhere |= !isMissing;
        }

        return isAnywhere;
    }
}
