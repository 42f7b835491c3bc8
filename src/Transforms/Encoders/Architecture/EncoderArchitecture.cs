namespace MsMclr.MLNet.Transforms.Encoders.Architecture;

/// <summary>
/// The encoder's blocks, and the names and shapes of its tensors (method, section 5: ST-GCN with ten blocks of widths c, 2c, 4c
/// and D). This is the only place that knows them: the torch network, the CPU kernels, the ONNX writer, the weight checks and the
/// size inference read it.
/// </summary>
/// <param name="channels">C, the coordinates of a joint.</param>
/// <param name="joints">V, the joints of a body.</param>
/// <param name="hiddenChannels">c, the width of the first block.</param>
/// <param name="featureSize">D, the width of the last block, which is the length of the embedding.</param>
internal sealed partial class EncoderArchitecture(int channels, int joints, int hiddenChannels, int featureSize)
{
    /// <summary>Over how many frames the temporal convolutions reach. Half of them, rounded down, is the padding on either side.</summary>
    public const int TemporalKernel = 9;

    /// <summary>The name of the graph. PyTorch's state_dict lacks it, our files have it.</summary>
    public const string AdjacencyName = "A";

    /// <summary>The batch normalization of the clips, with a channel for every joint and coordinate, joint by joint.</summary>
    public static EncoderLayer DataNorm { get; } = new("data_bn");

    /// <summary>Motion attention's convolution to its bottleneck.</summary>
    public static EncoderLayer AttentionDown { get; } = new("m2a.conv_down");

    /// <summary>Motion attention's convolution from its bottleneck.</summary>
    public static EncoderLayer AttentionUp { get; } = new("m2a.conv_up");

    /// <summary>The encoder of the authors' configuration, for three coordinates and 25 joints.</summary>
    public static EncoderArchitecture Paper { get; } = new(3, 25, 16, 256) { Head = new(128, HasHiddenLayer: true) };

    /// <summary>C.</summary>
    public int Channels { get; } = channels;

    /// <summary>V.</summary>
    public int Joints { get; } = joints;

    /// <summary>c.</summary>
    public int HiddenChannels { get; } = hiddenChannels;

    /// <summary>D.</summary>
    public int FeatureSize { get; } = featureSize;

    /// <summary>K, into how many subsets the graph's edges are divided.</summary>
    public int Subsets { get; init; } = 3;

    /// <summary>r, the width of motion attention's bottleneck.</summary>
    public int AttentionSize { get; init; } = Bottleneck(featureSize);

    /// <summary>What stands on the embedding while the encoder learns, if anything.</summary>
    public EncoderHead? Head { get; init; }

    /// <summary>The blocks, first to last.</summary>
    public IReadOnlyList<EncoderBlock> Blocks { get; } = MakeBlocks(channels, hiddenChannels, featureSize);

    /// <summary>The graph, <c>[K, V, V]</c>.</summary>
    public EncoderParameter Adjacency => new(AdjacencyName, [Subsets, Joints, Joints], ParameterKind.Adjacency, RequiredForScoring: true);

    /// <summary>Every tensor of a pretraining encoder in PyTorch's order. Random weights are drawn in this order, too.</summary>
    public IReadOnlyList<EncoderParameter> Parameters => field ??= MakeParameters();

    /// <summary>What the embedding is computed with: the graph and the parameters that scoring needs.</summary>
    public IEnumerable<EncoderParameter> Required => [Adjacency, .. Parameters.Where(parameter => parameter.RequiredForScoring)];

    /// <summary>T', the frames that the last block gives for clips of <paramref name="frames"/> frames.</summary>
    public int OutputFrames(int frames) => Blocks.Aggregate(frames, (left, block) => block.FramesAfter(left));

    private static int Bottleneck(int features) => Math.Max(1, features / 8);

    private static EncoderBlock[] MakeBlocks(int channels, int c, int features)
    {
        int[] widths = [c, c, c, c, 2 * c, 2 * c, 2 * c, 4 * c, 4 * c, features];
        int[] strides = [1, 1, 1, 1, 2, 1, 1, 2, 1, 1];
        var blocks = new EncoderBlock[widths.Length];
        var inputs = channels;
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = new(i, inputs, widths[i], strides[i], i == 0 ? BlockResidual.None : Residual(inputs, widths[i], strides[i]));
            inputs = widths[i];
        }

        return blocks;
    }

    // A block that keeps its size needs no projection.
    private static BlockResidual Residual(int inputs, int outputs, int stride)
        => inputs == outputs && stride == 1 ? BlockResidual.Identity : BlockResidual.Projection;

    private EncoderParameter[] MakeParameters() =>
    [
        .. DataNorm.Normalization((long)Joints * Channels, required: true),
        .. Blocks.SelectMany(block => block.Parameters(Subsets)),
        .. Head?.Parameters(FeatureSize) ?? [],
        .. AttentionDown.Convolution(FeatureSize, AttentionSize, kernel: 1, required: false),
        .. AttentionUp.Convolution(AttentionSize, FeatureSize, kernel: 1, required: false),
        .. Blocks.Select(EdgeImportance),
    ];

    private EncoderParameter EdgeImportance(EncoderBlock block)
        => new(block.EdgeImportance, [Subsets, Joints, Joints], ParameterKind.EdgeImportance, RequiredForScoring: true);
}
