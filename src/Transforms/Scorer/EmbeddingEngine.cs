using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>Embeds one clip at a time with a model that others share. For one thread at a time.</summary>
internal sealed class EmbeddingEngine : IDisposable
{
    private readonly ScoredRow _input;
    private readonly DataViewRow _output;
    private readonly ValueGetter<VBuffer<float>> _features;
    private VBuffer<float> _values;

    public EmbeddingEngine(ITransformer model, DataViewSchema schema, string clipColumn, string featureColumn)
    {
        var mapper = model.GetRowToRowMapper(schema);
        _input = new ScoredRow(mapper.InputSchema, mapper.InputSchema[clipColumn]);
        var features = mapper.OutputSchema[featureColumn];
        _output = mapper.GetRow(_input, [features]);
        _features = _output.GetGetter<VBuffer<float>>(features);
    }

    public float[] Embed(ReadOnlyMemory<float> clip)
    {
        _input.Hold(clip);
        try
        {
            _features(ref _values);
            var values = new float[_values.Length];
            _values.CopyTo(values);
            return values;
        }
        finally
        {
            _input.Release();
        }
    }

    public void Dispose() => _output.Dispose();
}
