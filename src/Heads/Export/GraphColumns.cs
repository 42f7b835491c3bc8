using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>The graph so far, and which of its values each column is after the parts that were added.</summary>
internal sealed class GraphColumns
{
    private readonly Dictionary<string, ColumnSource> _sources = [];
    private readonly Dictionary<string, string> _metadata = [];
    private int _models;

    public GraphColumns(DataViewSchema schema)
    {
        Schema = schema;
        foreach (var column in schema)
            _sources[column.Name] = new ColumnSource { Input = column.Name };
    }

    public OnnxGraph Graph { get; } = new("skeleton-model");

    /// <summary>The columns after the last part.</summary>
    public DataViewSchema Schema { get; private set; }

    /// <summary>What the included models say of themselves. Where two say something of the same, the first counts.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Goes on to the columns after a part.</summary>
    public void Continue(DataViewSchema after)
    {
        Schema = after;
        foreach (var gone in _sources.Keys.Where(name => after.GetColumnOrNull(name) is null).ToArray())
            _sources.Remove(gone);
    }

    /// <summary>A column is a copy of another.</summary>
    public void Copy(string from, string to) => _sources[to] = _sources[from];

    /// <summary>A column cannot be had in ONNX. Only those who need it are told.</summary>
    public void Fail(string column, Exception fault) => _sources[column] = new ColumnSource { Fault = fault };

    /// <summary>Includes a model that reads columns and makes others.</summary>
    /// <param name="model">The model, whose inputs are named like columns.</param>
    /// <param name="name">What it is called in the names of nodes.</param>
    /// <param name="made">The columns that it makes, and its outputs that they are.</param>
    public void Include(ModelProto model, string name, IReadOnlyDictionary<string, string> made)
    {
        var tensors = model.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet();
        var inputs = new Dictionary<string, string>();
        foreach (var input in model.Graph.Input.Where(input => !tensors.Contains(input.Name)))
            inputs[input.Name] = Read(input);
        var declared = model.Graph.Output.ToDictionary(output => output.Name);
        foreach (var entry in model.MetadataProps)
            _metadata.TryAdd(entry.Key, entry.Value);
        var values = Graph.Include(model, $"{++_models}.{name}/", inputs);
        foreach (var (column, output) in made)
        {
            var value = new ColumnValue(values[output], declared[output].Type.TensorType.ElemType, TensorShape.Of(declared[output]));
            _sources[column] = new ColumnSource { Value = value };
        }
    }

    /// <summary>Makes a column an output: <c>[1]</c>, or <c>[1, size]</c> if it is a vector.</summary>
    public void Write(string column)
    {
        var value = Value(column);
        if (value is null || _sources[column].Input is not null)
            throw new ArgumentException($"Column '{column}' is an input of the model; OutputColumnNames names what the model makes.");
        var size = value.Size ?? throw new NotSupportedException($"Column '{column}' has no known size, and cannot be an output.");
        long[] shape = Schema[column].Type is VectorDataViewType ? [1, size] : [1];
        Graph.Output(column, Reshaped(value, shape), TensorShape.Declare(value.Type, shape));
    }

    private ColumnValue? Value(string column)
    {
        if (!_sources.TryGetValue(column, out var source))
            throw new NotSupportedException($"Column '{column}' is needed, and no part of the model makes it.");
        if (source.Fault is { } fault)
            throw new NotSupportedException(fault.Message, fault);
        return source.Value;
    }

    private string Read(ValueInfoProto input)
    {
        var shape = TensorShape.Of(input);
        if (Value(input.Name) is { } value)
            return Reshaped(value, shape);
        var source = _sources[input.Name];
        source.Value = new ColumnValue(Graph.Input(source.Input!, input.Type), input.Type.TensorType.ElemType, shape);
        return source.Value.Name;
    }

    private string Reshaped(ColumnValue value, long[] shape)
        => value.Shape.SequenceEqual(shape) ? value.Name : Graph.Reshape(value.Name, shape);
}
