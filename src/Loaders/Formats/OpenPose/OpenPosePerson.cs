using MsMclr.MLNet.Loaders.Formats.Scores;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.OpenPose;

/// <summary>Reads people, and adds those to a clip of whom any joint was found.</summary>
internal sealed class OpenPosePerson(OpenPoseSections sections, SkeletonClipBuilder clip)
{
    private const int Channels = 3;
    private readonly float[] _values = new float[clip.JointCount * Channels];

    public void Read(ref JsonCursor json)
    {
        Array.Clear(_values);
        ulong? id = null;
        var found = false;
        while (json.NextProperty(out var property))
        {
            if (property == "person_id")
            {
                id = json.Track("a person's id");
            }
            else if (sections.Find(property) is { } joints)
            {
                var values = _values.AsSpan((joints.Start.Value * Channels)..(joints.End.Value * Channels));
                json.NumbersOrNone(
                    values,
                    $"'{property}' of a person (x, y, confidence a joint); set the layout that OpenPose was run with");
                found = true;
            }
            else
            {
                json.Skip();
            }
        }

        if (!found)
            throw json.Bad($"a person has none of {sections.Names}; a file of OpenPose is expected, written by --write_json");
        if (!UnseenJoints.Mark(_values, Channels))
            return;
        _values.CopyTo(id is { } known ? clip.AddBody(known) : clip.AddBody());
    }
}
