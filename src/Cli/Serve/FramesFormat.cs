using System.Text.Json;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>
/// <c>{"frames": [T][M][V][C]}</c>: frames of bodies of joints of coordinates; an absent body is <c>null</c>, <c>[]</c> or left out at the end. Other
/// members are passed over. A format of the application's own: limits, body slots and checks are the loader's.
/// </summary>
internal sealed class FramesFormat(ClipColumn shape) : ISkeletonFormat
{
    public string Name => "JSON with frames";

    public SkeletonLayout Layout => shape.Layout;

    public int Channels => shape.Channels;

    public int Bodies => shape.Bodies;

    public bool Accepts(string fileName) => fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public ClipInfo? Describe(string name) => new() { Name = name };

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        new FramesReader(file, clip).Read();
        yield return Describe(file.Name)!;
    }

    /// <summary>One pass over the text, nothing kept but numbers.</summary>
    private ref struct FramesReader(SkeletonFile file, SkeletonClipBuilder clip)
    {
        private Utf8JsonReader _json = new(file.ReadAll());

        public void Read()
        {
            var found = false;
            Expect(JsonTokenType.StartObject, "an object with 'frames'");
            while (Next() == JsonTokenType.PropertyName)
            {
                if (!_json.ValueTextEquals("frames"u8))
                {
                    Skip();
                    continue;
                }

                if (found)
                    throw Bad("'frames' is there twice");
                found = true;
                Frames();
            }

            if (!found)
                throw file.Bad(0, "there is no 'frames'; [T][M][V][C] is expected: frames of bodies of joints of coordinates");
            End();
        }

        private void Frames()
        {
            Expect(JsonTokenType.StartArray, "an array of frames");
            while (Element("a frame: an array of bodies"))
            {
                clip.AddFrame();
                for (var place = 0; Next() != JsonTokenType.EndArray; place++)
                {
                    if (_json.TokenType == JsonTokenType.StartArray)
                        Body(place);
                    else if (_json.TokenType != JsonTokenType.Null)
                        throw Bad($"frame {clip.Frames}: a body is expected, an array of {clip.JointCount} joints, or null");
                }
            }
        }

        private void Body(int place)
        {
            if (Next() == JsonTokenType.EndArray)
                return;
            var values = clip.AddBodyAt(place);
            for (var joint = 0; joint < clip.JointCount; joint++)
            {
                if (joint > 0)
                    Next();
                if (_json.TokenType != JsonTokenType.StartArray)
                    throw Bad(_json.TokenType == JsonTokenType.EndArray ? $"frame {clip.Frames}: {joint} joints are not {clip.JointCount}" : $"frame {clip.Frames}: a joint is expected, an array of {clip.Channels} numbers");
                for (var channel = 0; channel < clip.Channels; channel++)
                    values[(joint * clip.Channels) + channel] = Number();
                Expect(JsonTokenType.EndArray, $"the end of a joint of {clip.Channels} numbers");
            }

            Expect(JsonTokenType.EndArray, $"the end of a body of {clip.JointCount} joints");
        }

        private float Number()
        {
            Expect(JsonTokenType.Number, $"one of a joint's {clip.Channels} numbers");
            return _json.TryGetSingle(out var value) && float.IsFinite(value) ? value : throw Bad("a coordinate is expected to be a finite number");
        }

        private bool Element(string what)
        {
            if (Next() == JsonTokenType.EndArray)
                return false;
            return _json.TokenType == JsonTokenType.StartArray ? true : throw Bad($"{what} is expected");
        }

        private void Expect(JsonTokenType token, string what)
        {
            if (Next() != token)
                throw Bad($"{what} is expected");
        }

        private JsonTokenType Next()
        {
            try
            {
                return _json.Read() ? _json.TokenType : throw Bad("the text ends here; it is truncated");
            }
            catch (JsonException error)
            {
                throw file.Bad((error.LineNumber ?? 0) + 1, "this is not JSON, or it is truncated");
            }
        }

        private void Skip()
        {
            Next();
            for (var depth = _json.CurrentDepth; _json.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject) || _json.CurrentDepth > depth;)
            {
                if (_json.CurrentDepth == depth && _json.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
                    return;
                Next();
            }
        }

        private void End()
        {
            try
            {
                if (_json.Read())
                    throw Bad("the end of the text is expected");
            }
            catch (JsonException error)
            {
                throw file.Bad((error.LineNumber ?? 0) + 1, "the end of the text is expected");
            }
        }

        private readonly SkeletonFileException Bad(string reason) => file.Bad(file.LineAt(_json.TokenStartIndex), reason);
    }
}
