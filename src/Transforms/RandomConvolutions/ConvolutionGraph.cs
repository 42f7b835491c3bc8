using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.RandomConvolutions;

/// <summary>
/// Random convolutions as ONNX nodes. Taps are shifted slices that are added one after the other, as in
/// <see cref="ClipConvolution"/>: a Conv node would add in an order of its own, and a response near its threshold could fall on
/// the other side.
/// </summary>
internal sealed class ConvolutionGraph
{
    private readonly OnnxGraph _graph = new("RandomConvolutions");
    private readonly ConvolutionBank _bank;
    private readonly int _frames;
    private readonly int _kernels = KernelPositions.All.Length;

    private ConvolutionGraph(ConvolutionBank bank)
    {
        _bank = bank;
        _frames = bank.Shape.Frames;
    }

    /// <summary>A model from clips <c>[C, T, V, M]</c> to features <c>[F]</c>.</summary>
    public static byte[] Build(ConvolutionBank bank, string output, string input) => new ConvolutionGraph(bank).Write(output, input);

    private byte[] Write(string output, string input)
    {
        var shape = _bank.Shape;
        var clip = _graph.Input(input, shape.Channels, shape.Frames, shape.Joints, shape.Bodies);
        var inTime = _graph.Node("Transpose", [clip], OnnxGraph.Attribute("perm", [0L, 2L, 3L, 1L]));
        inTime = _graph.ZeroForMissing(inTime);
        var channels = _graph.Node("Reshape", [inTime, _graph.Constant(ConvolutionBank.ChannelCount(shape), (long)_frames)]);
        var zero = _graph.Weight("zero", new EncoderTensor([1, _frames], new float[_frames]));
        var sources = _graph.Node("Concat", [channels, zero], OnnxGraph.Attribute("axis", 0L));
        var parts = new string[_bank.Dilations.Length];
        var feature = 0;
        for (var dilation = 0; dilation < parts.Length; dilation++)
        {
            var responses = Respond(Sum(sources, dilation), dilation);
            parts[dilation] = Share(responses, dilation, feature);
            feature += _kernels * _bank.Dilations[dilation].Thresholds;
        }

        _graph.Output(output, _graph.Node("Concat", parts, OnnxGraph.Attribute("axis", 0L)), _bank.FeatureCount);
        return _graph.ToModel();
    }

    // [84, T]: the channels of each kernel, added in ascending order; where a kernel has fewer than others, zeros.
    private string Sum(string sources, int dilation)
    {
        var drawn = _bank.Channels.AsSpan().Slice(dilation * _kernels, _kernels).ToArray();
        var zero = (long)ConvolutionBank.ChannelCount(_bank.Shape);
        var sum = "";
        for (var place = 0; place < drawn.Max(channels => channels.Length); place++)
        {
            long[] indices = [.. drawn.Select(channels => place < channels.Length ? channels[place] : zero)];
            var next = _graph.Node("Gather", [sources, _graph.Constant(indices)], OnnxGraph.Attribute("axis", 0L));
            sum = place == 0 ? next : _graph.Node("Add", [sum, next]);
        }

        return sum;
    }

    // [84, T]: minus all nine taps, plus three times the three taps of each kernel.
    private string Respond(string sum, int dilation)
    {
        var step = _bank.Dilations[dilation].Step;
        var reach = (long)KernelPositions.Reach * step;
        var padded = _graph.Node("Pad", [sum, _graph.Constant(0L, reach, 0L, reach)]);
        var taps = new string[KernelPositions.Length];
        for (var tap = 0; tap < taps.Length; tap++)
        {
            var start = (long)tap * step;
            taps[tap] = _graph.Node("Slice", [padded, _graph.Constant(start), _graph.Constant(start + _frames), _graph.Constant(1L)]);
        }

        var nine = taps[0];
        for (var tap = 1; tap < taps.Length; tap++)
            nine = _graph.Node("Add", [nine, taps[tap]]);
        var all = _graph.Node("Concat", taps, OnnxGraph.Attribute("axis", 0L)); // Tap after tap, [9 * 84, T].
        var firstTwo = _graph.Node("Add", [Tap(all, kernel => kernel.First), Tap(all, kernel => kernel.Second)]);
        var twos = _graph.Node("Add", [firstTwo, Tap(all, kernel => kernel.Third)]);
        return _graph.Node("Sub", [_graph.Node("Mul", [twos, _graph.Constant(3f)]), nine]);
    }

    private string Tap(string all, Func<KernelPositions, int> position)
    {
        long[] indices = [.. KernelPositions.All.Select((kernel, number) => ((long)position(kernel) * _kernels) + number)];
        return _graph.Node("Gather", [all, _graph.Constant(indices)], OnnxGraph.Attribute("axis", 0L));
    }

    // [84 * thresholds]: the share of the frames that count.
    private string Share(string responses, int dilation, int feature)
    {
        var step = _bank.Dilations[dilation].Step;
        var count = _bank.Dilations[dilation].Thresholds;
        var outside = new float[_kernels * _frames]; // Minus infinity at frames that do not count: above no threshold.
        var frames = new float[_kernels];
        for (var kernel = 0; kernel < _kernels; kernel++)
        {
            var reach = ConvolutionBank.IsPadded(dilation, kernel, step, _frames) ? 0 : KernelPositions.Reach * step;
            frames[kernel] = _frames - (2 * reach);
            outside.AsSpan(kernel * _frames, reach).Fill(float.NegativeInfinity);
            outside.AsSpan(((kernel + 1) * _frames) - reach, reach).Fill(float.NegativeInfinity);
        }

        var mask = _graph.Weight($"outside_{step}", new EncoderTensor([_kernels, _frames], outside));
        var counted = _graph.Node("Unsqueeze", [_graph.Node("Add", [responses, mask]), _graph.Constant(1L)]);
        var limits = _bank.Thresholds.AsSpan().Slice(feature, _kernels * count).ToArray();
        var thresholds = _graph.Weight($"thresholds_{step}", new EncoderTensor([_kernels, count, 1], limits));
        var above = _graph.Node("Cast", [_graph.Node("Greater", [counted, thresholds])], OnnxGraph.Attribute("to", 1L));
        var counts = _graph.Node("ReduceSum", [above, _graph.Constant(2L)], OnnxGraph.Attribute("keepdims", 0L));
        var lengths = _graph.Weight($"frames_{step}", new EncoderTensor([_kernels, 1], frames));
        return _graph.Node("Reshape", [_graph.Node("Div", [counts, lengths]), _graph.Constant((long)_kernels * count)]);
    }
}
