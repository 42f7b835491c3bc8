using System.Diagnostics;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using TorchSharp;
using static TorchSharp.torch;
namespace MsMclr.MLNet.Bench;
internal static class HeadProbe
{
    public static IEnumerable<Measurement> Run()
    {
        TorchSharpLoader.EnsureLoaded();
        return Measure().ToArray();
    }
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static IEnumerable<Measurement> Measure()
    {
        set_num_threads(1);
        var recipe = new MsMclrRecipe { HiddenChannels = 8, FeatureSize = 128 };
        var shape = new ClipShape(3, 24, 25, 2);
        var architecture = new EncoderArchitecture(3, 25, 8, 128) { Head = new(recipe.ProjectionSize, HasHiddenLayer: 
recipe.ProjectionHead == ProjectionHead.TwoLayers) };
        var form = new EncoderForm(recipe.GraphDistance, recipe.Attention, recipe.MotionAxes, recipe.Dropout);
        var q = new Encoder(architecture, shape, SkeletonLayout.NtuRgbd, form, 1, CPU);
        var rows = BodyRows.Present(Enumerable.Range(0, 2 * shape.Length).Select(i => i % 2 == 0 ? 1f : 0f).ToArray(), 2, shape, 
CPU);
        var f0 = rand(2, 25, 6, 128).permute(0, 3, 2, 1);
        var queue = rand(128, 128);
        var keys = UnitLength.Of(rand(32, 128), 1);
        var pkeys = UnitLength.Of(rand(20, 32, 128), 2);
        var loss = new ContrastiveLoss(recipe.Temperature, recipe.DivergenceWeight, recipe.BatchNegatives);
        var pc = new PartContrast(recipe.Temperature, 1);
        (string, Func<Tensor, Tensor>)[] probes =
        [
            ("joint", f => q.Head.Scales(f).Joint.mean([2,3]).sum()),
            ("region", f => q.Head.Scales(f).Region.mean([2,3]).sum()),
            ("pool", f => Projection.Of(q.Head, f, rows).sum()),
            ("parts", f => PartContrast.Project(q.Head, f, rows).sum()),
            ("partloss", f => pc.Loss(PartContrast.Project(q.Head, f, rows), pkeys, 0)),
            ("loss", f => { var a = Projection.Of(q.Head, f, rows); return loss.Of(new(a, a, a, a), keys, queue, 0, 0).Total; }),
        ];
        Console.WriteLine(f0.shape.Length + " narrow " + string.Join(",", 
q.State[EncoderArchitecture.AttentionDown.Weight].shape) + " rec " + recipe.Attention + recipe.MotionAxes);
        for (var round = 0; round < 3; round++)
        foreach (var (name, of) in probes)
        {
            long fwd = 0, bwd = 0;
            for (var i = 0; i < 300; i++)
            {
                using var scope = NewDisposeScope();
                var f = f0.detach().requires_grad_();
                var t = Stopwatch.GetTimestamp();
                var l = of(f);
                var u = Stopwatch.GetTimestamp();
                l.backward();
                bwd += Stopwatch.GetTimestamp() - u; fwd += u - t;
            }
            if (round == 2) yield return new(name, fwd / 300 / 1e3, $"us fwd, bwd {bwd / 300 / 1e3}");
        }
    }
}
