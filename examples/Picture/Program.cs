using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

// Draws the picture of the README: a clip that moves, and the embeddings of clips that the encoder of Quickstart has not seen.
// Run examples/Quickstart first. Usage: Picture [encoder.onnx] [picture.svg]
var encoderFile = args.Length > 0 ? args[0] : Path.Combine("artifacts", "quickstart", "encoder.onnx");
var pictureFile = args.Length > 1 ? args[1] : Path.Combine("docs", "images", "embeddings.svg");

var ml = new MLContext(seed: 1);
using var encoder = ml.Transforms.Skeleton.LoadEncoder(encoderFile);
var options = SyntheticSkeletons.Options.Unconstrained;
options.Subjects = 50;
options.Repetitions = 1;
options.Split = new SkeletonSplit("unseen", clip => clip.Subject > 30 && clip.Camera == 3);
var clips = ml.Data.LoadSyntheticSkeletons(options);
var prepared = ml.Transforms.Skeleton.Prepare(frames: encoder.Shape.Frames).Fit(clips).Transform(clips);
var embedded = ml.Data.Cache(encoder.Transform(prepared), "Skeleton", "Features", "Label");

// Two principal components stand for the whole embedding.
var flattened = ml.Transforms.NormalizeLpNorm("Features", ensureZeroMean: true)
    .Append(ml.Transforms.ProjectToPrincipalComponents("Place", "Features", rank: 2, seed: 1))
    .Fit(embedded).Transform(embedded);
var places = flattened.GetColumn<float[]>("Place").ToList();
var labels = flattened.GetColumn<uint>("Label").ToList();
var waving = labels.IndexOf((uint)SyntheticSkeletons.Actions.IndexOf("wave right hand") + 1);
var clip = flattened.GetColumn<float[]>("Skeleton").ElementAt(Math.Max(0, waving));

var svg = new StringBuilder();
svg.AppendLine("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 340" width="760" height="340" role="img">""");
svg.AppendLine("<title>A skeleton that waves, and the embeddings of 400 clips of people whom the encoder has not seen</title>");
svg.AppendLine("""<rect width="760" height="340" rx="12" fill="#fbfbfd" stroke="#d8dae5"/>""");
DrawSkeleton(svg, clip, encoder.Shape, encoder.Layout);
DrawPlaces(svg, places, labels);
svg.AppendLine("</svg>");

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(pictureFile))!);
File.WriteAllText(pictureFile, svg.ToString());
Console.WriteLine($"{pictureFile}: {places.Count} clips, {svg.Length / 1024} KB");

// All bones are one path, whose points the picture takes from frame to frame.
static void DrawSkeleton(StringBuilder svg, float[] clip, ClipShape shape, SkeletonLayout layout)
{
    var frames = Enumerable.Range(0, shape.Frames).Select(frame => Bones(clip, shape, layout, frame)).ToList();
    svg.AppendLine("""<g fill="none" stroke="#4054b2" stroke-width="6" stroke-linecap="round">""");
    svg.AppendLine($"<path d=\"{frames[0]}\"><animate attributeName=\"d\" dur=\"2.4s\" repeatCount=\"indefinite\"");
    svg.AppendLine($" values=\"{string.Join(";", frames)}\"/></path></g>");
    svg.AppendLine(Text(150, 322, "clips without labels"));
}

static string Bones(float[] clip, ClipShape shape, SkeletonLayout layout, int frame)
{
    var path = new StringBuilder();
    foreach (var bone in layout.Bones.Where(bone => bone.Child != bone.Parent))
    {
        path.Append('M').Append(Point(clip, shape, frame, bone.Parent));
        path.Append('L').Append(Point(clip, shape, frame, bone.Child));
    }

    return path.ToString();
}

// Meters around the body's center to the left part of the picture, y upwards. Values are [C, T, V, M].
static string Point(float[] clip, ClipShape shape, int frame, int joint)
{
    const float PixelsPerMeter = 118;
    float Coordinate(int channel) => clip[(((channel * shape.Frames) + frame) * shape.Joints + joint) * shape.Bodies];
    return Invariant($"{150 + (PixelsPerMeter * Coordinate(0)):f0} {116 - (PixelsPerMeter * Coordinate(1)):f0}");
}

static void DrawPlaces(StringBuilder svg, List<float[]> places, List<uint> labels)
{
    var left = places.Min(place => place[0]);
    var top = places.Min(place => place[1]);
    var width = places.Max(place => place[0]) - left;
    var height = places.Max(place => place[1]) - top;
    svg.AppendLine("<g fill-opacity=\"0.75\">");
    for (var i = 0; i < places.Count; i++)
    {
        var x = 330 + (400 * (places[i][0] - left) / width);
        var y = 24 + (264 * (places[i][1] - top) / height);
        svg.AppendLine(Invariant($"<circle cx=\"{x:f0}\" cy=\"{y:f0}\" r=\"4\" fill=\"hsl({labels[i] * 137 % 360},65%,50%)\"/>"));
    }

    svg.AppendLine("</g>");
    svg.AppendLine(Text(530, 322, "embeddings, one color an action"));
}

static string Text(int x, int y, string text)
    => $"<text x=\"{x}\" y=\"{y}\" font-family=\"sans-serif\" font-size=\"14\" text-anchor=\"middle\" fill=\"#555b70\">{text}</text>";

static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
