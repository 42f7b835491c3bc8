// The README's code, then its model scored as it was saved: a line for each clip.
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

var recordings = args[0];
var modelFile = args[1];
Samples.ReadmeSnippet.Run(recordings, modelFile);

var ml = new MLContext(seed: 1);
var scored = ml.Model.Load(modelFile, out _).Transform(ml.Data.LoadFromSkeletonFiles(recordings, SkeletonFormat.NtuRgbd));
foreach (var (name, action) in scored.GetColumn<string>("Name").Zip(scored.GetColumn<string>("PredictedLabel")))
    Console.WriteLine($"{name}: {action}");
