using Microsoft.ML;

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
    public void An_annotation_that_is_no_layout_is_a_format_exception()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(
            SkeletonAnnotations.Layout,
            Microsoft.ML.Data.TextDataViewType.Instance,
            (ref ReadOnlyMemory<char> value) => value = "nonsense".AsMemory());
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Clip", Microsoft.ML.Data.NumberDataViewType.Single, annotations.ToAnnotations());
        var column = builder.ToSchema()["Clip"];
        Assert.Throws<FormatException>(() => column.GetSkeletonLayout());
    }
}
