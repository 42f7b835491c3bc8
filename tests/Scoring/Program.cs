using Microsoft.ML;
using Scoring;

// Scoring MODEL CLIPS: prints, for each clip, the predicted label and the bits of its scores, from a PredictionEngine and from a
// view.
var ml = new MLContext();
var model = ml.Model.Load(args[0], out _);
var clips = ClipInput.Read(args[1]);
using (var engine = ml.Model.CreatePredictionEngine<ClipInput, Prediction>(model))
{
    foreach (var clip in clips)
        Console.WriteLine(engine.Predict(clip));
}

model = ml.Model.Load(args[0], out _);
foreach (var prediction in ml.Data.CreateEnumerable<Prediction>(model.Transform(ml.Data.LoadFromEnumerable(clips)), reuseRowObject: false))
    Console.WriteLine(prediction);
var assemblies = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!);
foreach (var ours in assemblies.Where(name => name.StartsWith("MsMclr", StringComparison.Ordinal)))
    Console.WriteLine($"assembly {ours}");
