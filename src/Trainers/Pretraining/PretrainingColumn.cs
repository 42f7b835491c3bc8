using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Trainers.Training.Clips;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>The column of clips that a run reads, checked before anything is read.</summary>
/// <param name="Column">The column.</param>
/// <param name="Shape">What its type says of a clip.</param>
/// <param name="Layout">The skeleton: the option's, else the one that the column is annotated with.</param>
internal sealed record PretrainingColumn(DataViewSchema.Column Column, ClipShape Shape, SkeletonLayout Layout)
{
    private const string ClipType = "Vector<Single, C, T, V, M>";

    public string Name => Column.Name;

    /// <summary>How many of a joint's values are coordinates; null where the column does not tell: all.</summary>
    public int? Coordinates => PreparedColumn.CoordinatesOf(Column, Shape);

    /// <summary>How the clips were prepared, as far as the column tells.</summary>
    public ClipPreparation? Preparation { get; } = PreparationText.Of(Column, Layout, Shape);

    /// <summary>Finds the column that the options name.</summary>
    public static PretrainingColumn Find(DataViewSchema schema, MsMclrTrainer.Options options)
    {
        var column = ColumnErrors.Require(schema, options.InputColumnName);
        var shape = ClipStore.ShapeOf(column);
        var layout = LayoutOf(column, options);
        if (layout.JointCount != shape.Joints)
        {
            throw new ArgumentException(
                $"Column '{column.Name}' holds {shape.Joints} joints, but the layout {layout} has {layout.JointCount}; "
                + "set MsMclrTrainer.Options.Layout to the clips' own.");
        }

        PreparedColumn.Check(column, shape, layout); // As the encoder will: after training it would be too late.
        CheckBatch(shape, options);
        return new(column, shape, layout);
    }

    /// <summary>Checks the shape of a column that is not there yet.</summary>
    public static void Check(SchemaShape schema, string name)
    {
        var column = schema.FirstOrDefault(existing => existing.Name == name);
        if (column.Name is null)
            throw ColumnErrors.NotFound(name);
        if (column.Kind != SchemaShape.Column.VectorKind.Vector || column.ItemType != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch(name, ClipType, $"{column.Kind} of {column.ItemType}");
    }

    private static SkeletonLayout LayoutOf(DataViewSchema.Column column, MsMclrTrainer.Options options)
    {
        var layout = options.Layout ?? LayoutAnnotations.Read(column);
        if (layout is null)
        {
            throw new ArgumentException(
                $"Column '{column.Name}' is not annotated with a skeleton layout; set MsMclrTrainer.Options.Layout.");
        }

        return layout;
    }

    private static void CheckBatch(ClipShape shape, MsMclrTrainer.Options options)
    {
        var recipe = options.Recipe;
        if (recipe.Attention != AttentionScope.BatchSegments)
            return;
        if (recipe.BatchSize * shape.Bodies % 8 != 0)
        {
            throw new InvalidOperationException(
                "AttentionScope.BatchSegments needs BatchSize * M to be a multiple of 8; "
                + $"{recipe.BatchSize} * {shape.Bodies} is not. Change BatchSize, or take AttentionScope.Time.");
        }

        var least = ClipGroups.Most * MotionAttention.ClipsTogether(recipe.Attention, shape.Bodies);
        if (options.Communicator.Size > 1 && recipe.BatchSize % least != 0)
        {
            throw new InvalidOperationException(
                $"AttentionScope.BatchSegments on more than one rank needs a BatchSize that is a multiple of {least} for clips of "
                + $"{shape.Bodies} bodies; {recipe.BatchSize} is not. Change BatchSize, or take AttentionScope.Time.");
        }
    }
}
