using System.Globalization;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>Which joint a cell of the long form means: by name, by what the name means, or by number.</summary>
internal sealed class CsvJoints(SkeletonLayout layout, int first)
{
    private const int Remembered = 4_096;
    private readonly CsvNames _names = new([.. layout.Joints]);
    private readonly JointNames _meanings = JointNames.Of(layout.Joints);
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <exception cref="SkeletonFileException">The cell means no joint of the layout, or several.</exception>
    public int Find(CsvRows rows, int column)
    {
        var name = rows.Text(column);
        if (_known.TryGetValue(name, out var joint))
            return joint;
        joint = Find(rows, name.Trim());
        if (_known.Count < Remembered)
            _known.Add(name, joint);
        return joint;
    }

    private int Find(CsvRows rows, string name)
    {
        var found = _names.Find(name);
        if (found.Count == 1)
            return found[0];
        if (found.Count > 1)
            throw rows.Bad($"'{TextLines.Shown(name)}' is several joints of {layout}; spell it exactly");
        if (!double.TryParse(name, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return _meanings.Find(name) is var meant and >= 0 ? meant : throw Unknown();
        if (number == layout.JointCount && first == 0)
            throw rows.Bad($"'{TextLines.Shown(name)}' is no joint of {layout}; set FirstJoint to 1 where joints are counted from 1");
        var joint = number - first;
        if (joint >= 0 && joint < layout.JointCount && joint == Math.Floor(joint))
            return (int)joint;
        throw Unknown();

        SkeletonFileException Unknown() => rows.Bad($"'{TextLines.Shown(name)}' is no joint of {layout}");
    }
}
