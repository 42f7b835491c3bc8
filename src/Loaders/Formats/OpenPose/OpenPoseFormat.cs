using System.Text.Json;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.Formats.ForeignFiles;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.OpenPose;

/// <summary>
/// What OpenPose writes: a JSON file a frame, <c>name_000000000000_keypoints.json</c> and so on. A clip is all files of a folder whose
/// names differ in the number alone.
/// </summary>
internal sealed class OpenPoseFormat(OpenPoseSkeletonOptions options) : ISkeletonFormat, IFrameFiles
{
    private readonly OpenPoseSections _sections = new(options.Layout ?? SkeletonLayout.OpenPose18, options.Parts);

    public string Name => "OpenPose JSON";

    public SkeletonLayout Layout => _sections.Layout;

    public int Coordinates => 2;

    public int Bodies => 2;

    string ISkeletonFormat.EmptyRemedy => options.Parts == OpenPoseParts.Body
        ? "leave such recordings out"
        : $"leave such recordings out, or run OpenPose so that it writes {_sections.Names}";

    public bool Accepts(string fileName) => OpenPoseFileName.Is(fileName);

    public ClipInfo? Describe(string name) => OpenPoseFileName.ClipName(name) is { } clip ? new ClipInfo { Name = clip } : null;

    // What is not a file of the format is a clip of its own, and refused as such.
    public FrameFile Place(string fileName)
        => Accepts(fileName) ? OpenPoseFileName.Parse(Path.GetFileNameWithoutExtension(fileName)) : new FrameFile(fileName, 0);

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var person = new OpenPosePerson(_sections, clip);
        foreach (var frame in OpenPoseFiles.Of(file))
        {
            clip.AddFrame(OpenPoseFileName.Parse(frame.Name).Number);
            try
            {
                ReadFrame(frame, person);
            }
            finally
            {
                if (frame != file)
                    frame.Release();
            }
        }

        // Files that are called by their numbers alone are called like their folder.
        yield return Describe(file.Name) ?? new ClipInfo { Name = OpenPoseFiles.FolderName(file) };
    }

    private void ReadFrame(SkeletonFile file, OpenPosePerson person)
    {
        var json = new JsonCursor(file, options.MissingValues);
        var others = new List<string>();
        var found = false;
        json.Expect(JsonTokenType.StartObject, "an object");
        while (json.NextProperty(out var property))
        {
            if (property == "people" && !found)
            {
                found = true;
                json.Expect(JsonTokenType.StartArray, "an array of people");
                while (json.NextElement(JsonTokenType.StartObject, "a person"))
                    person.Read(ref json);
            }
            else
            {
                others.Add(property);
                json.Skip();
            }
        }

        json.ExpectEnd();
        if (!found)
            throw file.Bad(0, "there is no 'people', which OpenPose's --write_json writes" + ForeignJson.Remedy(others));
    }
}
