using System.Text.Json;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.AzureKinect;

/// <summary>A body of a frame.</summary>
/// <param name="Id">The tracker's id; null where it gave none.</param>
/// <param name="Positions">32 joints of x, y, z in millimeters.</param>
internal sealed record AzureKinectBody(ulong? Id, float[] Positions)
{
    /// <summary>Reads what follows the beginning of a body.</summary>
    public static AzureKinectBody Read(ref JsonCursor json, int joints)
    {
        ulong? id = null;
        float[]? positions = null;
        while (json.NextProperty(out var property))
        {
            switch (property)
            {
                case "body_id":
                    id = IdOf(json.Whole("a body's id"));
                    break;
                case "joint_positions":
                    positions = ReadPositions(ref json, joints);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (positions is null)
            throw json.Bad("the body has no 'joint_positions'");
        return new AzureKinectBody(id, positions);
    }

    // The SDK's K4ABT_INVALID_BODY_ID has all bits set, and is written as -1 or as 32 of them.
    private static ulong? IdOf(long id) => id is < 0 or uint.MaxValue ? null : (ulong)id;

    private static float[] ReadPositions(ref JsonCursor json, int joints)
    {
        var positions = new float[3 * joints];
        var read = 0;
        json.Expect(JsonTokenType.StartArray, "an array of joints");
        for (; read < joints; read++)
            json.Numbers(positions.AsSpan(3 * read, 3), $"joint {read + 1} of {joints}");
        json.Expect(JsonTokenType.EndArray, $"the end of {joints} joints");
        return positions;
    }
}
