using Microsoft.ML.OnnxRuntime;
using Samples;

// OnnxScoring MODEL CLIPS: prints, for each clip, the predicted label and the bits of its scores. The clips stand in a file: how many
// there are, then of each how many values it has, and the values.
using var session = new InferenceSession(args[0]);
using var clips = new BinaryReader(File.OpenRead(args[1]));
for (var left = clips.ReadInt32(); left > 0; left--)
{
    var clip = new float[clips.ReadInt32()];
    for (var i = 0; i < clip.Length; i++)
        clip[i] = clips.ReadSingle();
    var (action, scores) = ScoreOnnx.Score(session, clip);
    Console.WriteLine($"{action} {string.Join(' ', scores.Select(BitConverter.SingleToInt32Bits))}");
}

var assemblies = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!);
foreach (var other in assemblies.Where(name => name.StartsWith("MsMclr", StringComparison.Ordinal) || name is "Microsoft.ML.Data"))
    Console.WriteLine($"assembly {other}");
