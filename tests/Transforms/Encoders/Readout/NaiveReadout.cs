using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Network;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// The definition of a read-out, in double precision, from feature maps that ONNX Runtime gives: one loop for each thing that is
/// divided.
/// </summary>
internal sealed class NaiveReadout
{
    private readonly EncoderDefinition _encoder;
    private readonly int[][] _groups;
    private readonly byte[] _model;

    /// <summary>Takes the groups of joints as the test knows them.</summary>
    public NaiveReadout(EncoderDefinition encoder, int[][] groups)
    {
        _encoder = encoder;
        _groups = groups;
        _model = MapsModel(encoder);
    }

    /// <summary>The embedding of a clip <c>[C, T, V, M]</c>.</summary>
    public double[] Of(float[] clip)
    {
        var bodies = _encoder.Shape.Bodies;
        var embeddings = new List<double[]>();
        for (var body = 0; body < bodies; body++)
        {
            float[] values = [.. clip.Where((_, i) => i % bodies == body)];
            if (!_encoder.ExcludeAbsentBodies || values.Any(value => value != 0) || clip.All(value => value == 0))
                embeddings.Add(OfBody(values));
        }

        return [.. embeddings[0].Select((_, i) => embeddings.Average(embedding => embedding[i]))];
    }

    private double[] OfBody(float[] body)
    {
        using var session = new InferenceSession(_model);
        var shape = _encoder.Shape;
        var input = new DenseTensor<float>(body, [1, shape.Channels, shape.Frames, shape.Joints]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("bodies", input)]);
        var maps = results.ToDictionary(result => result.Name, result => result.AsTensor<float>());
        return [.. _encoder.Readout.Blocks.SelectMany(block => OfBlock(maps[$"block{block}"]))];
    }

    private IEnumerable<double> OfBlock(Tensor<float> map)
    {
        var readout = _encoder.Readout;
        var frames = map.Dimensions[2];
        foreach (var pooling in new[] { ReadoutPooling.Mean, ReadoutPooling.Max })
        {
            if ((readout.Pooling & pooling) == 0)
                continue;
            for (var segment = 0; segment < readout.Segments; segment++)
            {
                var first = (int)Math.Floor((double)segment * frames / readout.Segments);
                var end = (int)Math.Floor((segment + 1.0) * frames / readout.Segments);
                foreach (var group in _groups)
                {
                    for (var channel = 0; channel < map.Dimensions[1]; channel++)
                        yield return Pool(map, channel, (first, Math.Max(end, first + 1)), group, pooling);
                }
            }
        }
    }

    private static double Pool(Tensor<float> map, int channel, (int First, int End) frames, int[] joints, ReadoutPooling pooling)
    {
        var values = new List<double>();
        for (var frame = frames.First; frame < frames.End; frame++)
        {
            foreach (var joint in joints)
                values.Add(map[0, channel, frame, joint]);
        }

        return pooling == ReadoutPooling.Max ? values.Max() : values.Average();
    }

    // The plain network, with every block's map as an output.
    private static byte[] MapsModel(EncoderDefinition encoder)
    {
        var graph = new OnnxGraph("maps");
        var shape = encoder.Shape;
        var bodies = graph.Input("bodies", 1, shape.Channels, shape.Frames, shape.Joints);
        var rows = graph.Reshape(graph.Transpose(bodies, 0, 3, 1, 2), 1, shape.Joints * shape.Channels, shape.Frames);
        var blocks = encoder.Architecture.Blocks;
        var maps = new EncoderNetwork(graph, encoder, plain: true).Maps(rows, blocks.Count);
        var frames = shape.Frames;
        for (var block = 0; block < blocks.Count; block++)
        {
            frames = blocks[block].FramesAfter(frames);
            graph.Output($"block{block + 1}", maps[block], 1, blocks[block].Outputs, frames, shape.Joints);
        }

        return graph.ToModel();
    }
}
