using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>Scores one clip at a time with a model that others share. For one thread at a time.</summary>
internal sealed class ScoringEngine : IDisposable
{
    private readonly ScoredColumns _columns;
    private readonly ScoredRow _input;
    private readonly DataViewRow _output;
    private readonly ValueGetter<VBuffer<float>> _score;
    private readonly ValueGetter<VBuffer<float>>? _features;
    private readonly ValueGetter<ReadOnlyMemory<char>>? _label;
    private readonly ValueGetter<uint>? _key;
    private VBuffer<float> _values;

    public ScoringEngine(ITransformer model, DataViewSchema schema, string clipColumn, ScoredColumns columns)
    {
        _columns = columns;
        var mapper = model.GetRowToRowMapper(schema);
        _input = new ScoredRow(mapper.InputSchema, mapper.InputSchema[clipColumn]);
        var output = mapper.OutputSchema;
        DataViewSchema.Column Own(DataViewSchema.Column column) => output[column.Name];
        _output = mapper.GetRow(_input, columns.All.Select(Own));
        _score = _output.GetGetter<VBuffer<float>>(Own(columns.Score));
        if (columns.Features is { } features)
            _features = _output.GetGetter<VBuffer<float>>(Own(features));
        if (columns.Label.Type is KeyDataViewType)
            _key = _output.GetGetter<uint>(Own(columns.Label));
        else
            _label = _output.GetGetter<ReadOnlyMemory<char>>(Own(columns.Label));
    }

    public SkeletonPrediction Score(ReadOnlyMemory<float> clip)
    {
        _input.Hold(clip);
        try
        {
            var probabilities = Values(_score);
            var embedding = _features is null ? [] : Values(_features);
            return new SkeletonPrediction(Label(), probabilities, embedding);
        }
        finally
        {
            _input.Release();
        }
    }

    public void Dispose() => _output.Dispose();

    private ImmutableArray<float> Values(ValueGetter<VBuffer<float>> getter)
    {
        getter(ref _values);
        var values = new float[_values.Length];
        _values.CopyTo(values);
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private string Label()
    {
        if (_key is null)
        {
            var text = default(ReadOnlyMemory<char>);
            _label!(ref text);
            return text.ToString();
        }

        var key = 0u;
        _key(ref key);
        return key == 0 ? "" : _columns.Labels[key - 1];
    }
}
