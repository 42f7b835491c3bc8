using System.Text.Json;
using MsMclr.MLNet.Loaders.Formats.Scores;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.MediaPipe;

/// <summary>
/// Reads the landmarks of a frame: of one person or of several, as objects, as arrays, or as numbers in a row.
/// </summary>
internal sealed class MediaPipeLandmarks(MediaPipeFrames frames, int joints, bool isWorld)
{
    private const int Values = MediaPipeFormat.Values;
    private const int Deepest = 5;
    // A landmark of an array has x and y at least. Presence may follow visibility.
    private const int FewestNumbers = 2;
    private const int MostNumbers = 5;
    private readonly float[] _point = new float[Values];
    private readonly float[]?[] _levels = new float[]?[Deepest];
    private int _depth;

    /// <summary>Reads an object whose begin was read: a frame, a person, or a landmark.</summary>
    public MediaPipeObject ReadObject(ref JsonCursor json)
    {
        long? number = null;
        double? time = null;
        var read = 0;
        var isOther = false;
        var isFound = false;
        Span<float> point = stackalloc float[Values];
        point.Clear();
        while (json.NextProperty(out var property))
        {
            var value = MediaPipeNames.Value(property);
            if (value >= 0)
            {
                point[value] = json.Number("a landmark's coordinate");
                read |= 1 << value;
            }
            else if (isWorld ? MediaPipeNames.IsWorldLandmarks(property) : MediaPipeNames.IsLandmarks(property))
            {
                isFound = true;
                json.Read();
                ReadValue(ref json);
            }
            else if (MediaPipeNames.IsFrameNumber(property))
            {
                number = json.Whole("a frame's number");
            }
            else if (MediaPipeNames.IsTime(property))
            {
                time = json.Double("a frame's time");
            }
            else
            {
                isOther |= MediaPipeNames.IsLandmarks(property) || MediaPipeNames.IsWorldLandmarks(property);
                json.Skip();
            }
        }

        if (isOther && !isFound)
            throw json.Bad($"these are {(isWorld ? "no world" : "world")} landmarks; set worldLandmarks to {!isWorld} to read them");
        point.CopyTo(_point);
        return new MediaPipeObject((read & 3) == 3, number, time);
    }

    /// <summary>Reads the landmarks of a frame, whose first token was read.</summary>
    public void ReadValue(ref JsonCursor json)
    {
        if (json.Token == JsonTokenType.Null)
            return;
        if (json.Token == JsonTokenType.StartObject)
        {
            if (ReadObject(ref json).IsLandmark)
                throw json.Bad($"one landmark is not a person; an array of {joints} is expected");
            return;
        }

        if (json.Token != JsonTokenType.StartArray)
            throw json.Bad($"an array of {joints} landmarks is expected, or null where nobody was found");
        if (ReadArray(ref json))
            throw json.Bad($"a few numbers are not a person; {joints} landmarks are expected");
    }

    /// <summary>Reads an array whose begin was read; says whether it is a landmark, left in the point.</summary>
    private bool ReadArray(ref JsonCursor json)
    {
        if (_depth == Deepest)
            throw json.Bad("these arrays are nested too deep for landmarks");
        var person = _levels[_depth] ??= new float[joints * MostNumbers];
        Array.Clear(person);
        _depth++;
        var numbers = 0;
        var landmarks = 0;
        for (json.Read(); json.Token != JsonTokenType.EndArray; json.Read())
        {
            if (IsLandmark(ref json))
            {
                if (landmarks < joints)
                    _point.CopyTo(person.AsSpan(landmarks * Values));
                landmarks++;
            }
            else if (json.Token is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
                if (numbers < person.Length)
                    person[numbers] = json.Value("a landmark's coordinate");
                numbers++;
            }
        }

        _depth--;
        if (landmarks > 0 && numbers > 0)
            throw json.Bad("numbers stand among landmarks");
        if (landmarks > 0)
            Add(ref json, person, landmarks);
        if (numbers is >= FewestNumbers and <= MostNumbers)
            return TakePoint(person.AsSpan(0, numbers));
        if (numbers > 0)
            AddFlat(ref json, person, numbers);
        return false;
    }

    // Reads an object or an array whose begin was read; whatever is in it is taken.
    private bool IsLandmark(ref JsonCursor json) => json.Token switch
    {
        JsonTokenType.StartObject => ReadObject(ref json).IsLandmark,
        JsonTokenType.StartArray => ReadArray(ref json),
        _ => false,
    };

    private bool TakePoint(ReadOnlySpan<float> numbers)
    {
        Array.Clear(_point);
        numbers[..Math.Min(numbers.Length, Values)].CopyTo(_point);
        return true;
    }

    private void AddFlat(ref JsonCursor json, ReadOnlySpan<float> numbers, int count)
    {
        if (count % joints != 0 || count / joints is < FewestNumbers or > MostNumbers)
            throw json.Bad($"{count} numbers are not {joints} landmarks of x, y, z, visibility; set the layout if these are others");
        var each = count / joints;
        var person = new float[joints * Values];
        for (var joint = 0; joint < joints; joint++)
        {
            TakePoint(numbers.Slice(joint * each, each));
            _point.CopyTo(person.AsSpan(joint * Values));
        }

        Add(ref json, person, joints);
    }

    private void Add(ref JsonCursor json, ReadOnlySpan<float> person, int landmarks)
    {
        if (landmarks != joints)
            throw json.Bad($"{landmarks} landmarks are not {joints}; set the layout if these are others");
        var body = person[..(joints * Values)].ToArray();
        if (UnseenJoints.Mark(body, Values))
            frames.AddPerson(body);
    }
}
