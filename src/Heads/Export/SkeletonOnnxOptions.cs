using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>What can be chosen of a model that is written as one ONNX file.</summary>
public sealed class SkeletonOnnxOptions
{
    /// <summary>Gets or sets the column of recorded clips, which becomes the file's input.</summary>
    /// <value>Default <c>Clip</c>.</value>
    public string InputColumnName { get; set; } = "Clip";

    /// <summary>Gets or sets the columns that become the file's outputs. A key is written as the text that it stands for.</summary>
    /// <value>Default null: <c>PredictedLabel</c>, <c>Score</c> and <c>Features</c>, those that the model has.</value>
    public IReadOnlyList<string>? OutputColumnNames { get; set; }

    /// <exception cref="ArgumentException">A name is empty.</exception>
    internal SkeletonOnnxOptions Checked()
    {
        OptionCheck.RequireText(InputColumnName, nameof(SkeletonOnnxOptions), nameof(InputColumnName));
        var options = (SkeletonOnnxOptions)MemberwiseClone();
        if (OutputColumnNames is null)
            return options;
        options.OutputColumnNames = [.. OutputColumnNames.Distinct()];
        OptionCheck.Require(
            options.OutputColumnNames.Count > 0, nameof(SkeletonOnnxOptions), nameof(OutputColumnNames), "empty", "at least one column");
        foreach (var name in options.OutputColumnNames)
            OptionCheck.RequireText(name, nameof(SkeletonOnnxOptions), nameof(OutputColumnNames));
        return options;
    }
}
