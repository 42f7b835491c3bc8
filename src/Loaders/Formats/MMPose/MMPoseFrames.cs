using System.Text.Json;
using MsMclr.MLNet.Loaders.Formats.ForeignFiles;
using MsMclr.MLNet.Loaders.Formats.Scores;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.MMPose;

/// <summary>Reads frames with their instances, or the instances of one image.</summary>
internal sealed class MMPoseFrames(SkeletonClipBuilder clip, FrameBodies bodies, MMPoseInstance instance)
{
    private readonly List<string> _others = [];

    /// <summary>Reads an array whose begin was read.</summary>
    public void Read(ref JsonCursor json)
    {
        var isImage = false;
        while (json.NextElement(JsonTokenType.StartObject, "a frame with its instances, or an instance"))
        {
            if (ReadElement(ref json, out var number))
                isImage = true;
            else
                Add(number);
        }

        if (isImage)
            Add(number: null);
    }

    /// <summary>An element is a frame, or an instance itself where the file is of an image.</summary>
    private bool ReadElement(ref JsonCursor json, out long? number)
    {
        number = null;
        var isFrame = false;
        instance.Begin();
        _others.Clear();
        while (json.NextProperty(out var property))
        {
            if (property == "frame_id")
            {
                number = json.Whole("a frame's number");
                isFrame = true;
            }
            else if (property == "instances")
            {
                isFrame = true;
                ReadInstances(ref json);
            }
            else if (!instance.TryRead(ref json, property))
            {
                _others.Add(property);
                json.Skip();
            }
        }

        if (isFrame)
            return false;
        if (!instance.HasKeypoints)
            throw json.Bad("neither 'instances' nor 'keypoints' is there" + ForeignJson.Remedy(_others));
        instance.Keep(bodies);
        return true;
    }

    private void ReadInstances(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartArray, "an array of instances");
        while (json.NextElement(JsonTokenType.StartObject, "an instance"))
        {
            instance.Begin();
            while (json.NextProperty(out var property))
            {
                if (!instance.TryRead(ref json, property))
                    json.Skip();
            }

            if (!instance.HasKeypoints)
                throw json.Bad("the instance has no 'keypoints'");
            instance.Keep(bodies);
        }
    }

    private void Add(long? number)
    {
        if (number is { } known)
            clip.AddFrame(known);
        else
            clip.AddFrame();
        bodies.Flush();
    }
}
