// ML.NET's image pipeline in a project that also has our packages: a picture is loaded, resized and taken apart into pixels.
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

// Two by two pixels of one color: red 200, green 100, blue 50.
const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR42mM4kWIERAwQCgAorgV5quCIYQAAAABJRU5ErkJggg==";
var folder = AppContext.BaseDirectory;
File.WriteAllBytes(Path.Combine(folder, "picture.png"), Convert.FromBase64String(Picture));

var ml = new MLContext(seed: 1);
var pictures = ml.Data.LoadFromEnumerable([new Input { File = "picture.png" }]);
var pipeline = ml.Transforms.LoadImages("Image", folder, nameof(Input.File))
    .Append(ml.Transforms.ResizeImages("Small", imageWidth: 4, imageHeight: 3, "Image"))
    .Append(ml.Transforms.ExtractPixels("Pixels", "Small"));
var pixels = pipeline.Fit(pictures).Transform(pictures).GetColumn<float[]>("Pixels").Single();
Console.WriteLine($"pixels: {string.Join(' ', pixels)}");

var clips = ml.Data.LoadSyntheticSkeletons(subjects: 1, repetitions: 1);
var prepared = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip").Fit(clips).Transform(clips);
Console.WriteLine($"skeleton: {prepared.Schema["Skeleton"].Type}");

internal sealed class Input
{
    public string File { get; set; } = "";
}
