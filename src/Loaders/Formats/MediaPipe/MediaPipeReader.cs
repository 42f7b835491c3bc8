using System.Globalization;
using System.Text.Json;
using MsMclr.MLNet.Loaders.Formats.ForeignFiles;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.MediaPipe;

/// <summary>Reads frames: an array of them, under a name or not, or an object whose properties are frame numbers.</summary>
internal sealed class MediaPipeReader(MediaPipeFrames frames, MediaPipeLandmarks landmarks)
{
    public void Read(ref JsonCursor json)
    {
        json.Read();
        if (json.Token == JsonTokenType.StartArray)
            ReadFrames(ref json);
        else if (json.Token == JsonTokenType.StartObject)
            ReadObject(ref json);
        else
            throw json.Bad("an array of frames is expected, or an object that holds one");
    }

    private void ReadObject(ref JsonCursor json)
    {
        var others = new List<string>();
        var found = false;
        while (json.NextProperty(out var property))
        {
            if (long.TryParse(property, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                found = true;
                json.Read();
                ReadFrame(ref json, number);
            }
            else if (MediaPipeNames.IsFrames(property))
            {
                found = true;
                json.Expect(JsonTokenType.StartArray, "an array of frames");
                ReadFrames(ref json);
            }
            else if (MediaPipeNames.IsFrameRate(property))
            {
                frames.StatedRate = Math.Max(0, json.Number("the frame rate"));
            }
            else
            {
                others.Add(property);
                json.Skip();
            }
        }

        if (!found)
            throw json.Bad("there is no 'frames'; an array of frames with their landmarks is expected" + ForeignJson.Remedy(others));
    }

    private void ReadFrames(ref JsonCursor json)
    {
        var loose = 0;
        for (json.Read(); json.Token != JsonTokenType.EndArray; json.Read())
            loose += ReadFrame(ref json, known: null) ? 1 : 0;
        if (loose > 0)
            throw json.Bad($"these are {loose} landmarks and no frames; a file is a clip, an array of frames that each hold landmarks");
    }

    /// <summary>Reads a frame whose first token was read; says whether it was a landmark instead.</summary>
    private bool ReadFrame(ref JsonCursor json, long? known)
    {
        if (json.Token == JsonTokenType.StartObject)
        {
            var found = landmarks.ReadObject(ref json);
            if (found.IsLandmark)
                return true;
            frames.End(found.Number ?? known, found.Time);
            return false;
        }

        landmarks.ReadValue(ref json);
        frames.End(known, time: null);
        return false;
    }
}
