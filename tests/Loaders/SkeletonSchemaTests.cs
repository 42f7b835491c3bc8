using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class SkeletonSchemaTests
{
    [Test]
    public void A_column_of_clips_tells_its_layout_and_other_columns_tell_none()
    {
        var schema = new MLContext(1).Data.LoadSyntheticSkeletons().Schema;
        Assert.That(schema["Clip"].GetSkeletonLayout(), Is.SameAs(SkeletonLayout.NtuRgbd));
        Assert.That(schema["Label"].GetSkeletonLayout(), Is.Null);
    }

    [Test]
    public void A_schema_made_by_hand_tells_the_layout_that_its_column_is_given()
    {
        var ml = new MLContext(1);
        Row[] rows = [new() { Movement = new float[3 * 150] }, new() { Movement = new float[5 * 150] }];
        var definition = SchemaDefinition.Create(typeof(Row)).WithSkeleton("Movement", SkeletonLayout.NtuRgbd, bodies: 2);
        var view = ml.Data.LoadFromEnumerable(rows, definition);
        var column = view.Schema["Movement"];
        Assert.That(column.GetSkeletonLayout(), Is.EqualTo(SkeletonLayout.NtuRgbd));
        Assert.That(column.Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 0, 2, 25, 3)));
        Assert.That(view.GetColumn<float[]>("Movement").Select(clip => clip.Length), Is.EqualTo(new[] { 450, 750 }));
        var joints = default(VBuffer<ReadOnlyMemory<char>>);
        column.Annotations.GetValue(SkeletonAnnotations.Joints, ref joints);
        Assert.That(joints.DenseValues().Select(joint => joint.ToString()), Is.EqualTo(SkeletonLayout.NtuRgbd.Joints));
        var cached = ml.Data.Cache(view).Schema["Movement"];
        Assert.That(cached.GetSkeletonLayout(), Is.EqualTo(SkeletonLayout.NtuRgbd));
        Assert.That(
            () => SchemaDefinition.Create(typeof(Row)).WithSkeleton("Clip", SkeletonLayout.NtuRgbd, bodies: 2),
            Throws.ArgumentException.With.Message.Contains("no column 'Clip'; it has Movement"));
    }

    [Test]
    public void An_annotation_that_is_no_layout_is_a_format_exception()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(
            SkeletonAnnotations.Layout,
            TextDataViewType.Instance,
            (ref ReadOnlyMemory<char> value) => value = "nonsense".AsMemory());
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Clip", NumberDataViewType.Single, annotations.ToAnnotations());
        var column = builder.ToSchema()["Clip"];
        Assert.Throws<FormatException>(() => column.GetSkeletonLayout());
    }

    private sealed class Row
    {
        public float[] Movement { get; set; } = [];
    }
}
