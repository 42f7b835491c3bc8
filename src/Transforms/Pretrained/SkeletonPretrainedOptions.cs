using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Specifies what a folder says of the encoder that is handed on in it (<c>encoder.SavePretrained</c>).</summary>
/// <remarks>What is left out stands in the model card as not told. Nothing is made up.</remarks>
public sealed class SkeletonPretrainedOptions
{
    /// <summary>Gets or sets what the encoder is called.</summary>
    /// <value>Default null: the folder's name.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets which recordings it was trained on, whose they are, and what part of them.</summary>
    /// <value>Default null: not told.</value>
    public string? Data { get; set; }

    /// <summary>Gets or sets the licence of the weights, as model hubs spell it: <c>mit</c>, <c>cc-by-nc-4.0</c>, <c>other</c>.</summary>
    /// <value>Default null: not told. A hub then shows none, and nobody may use the encoder.</value>
    public string? License { get; set; }

    /// <summary>Gets or sets how it was trained: recipe, epochs, seed, versions.</summary>
    /// <value>Default null: what the file of results says.</value>
    public string? Recipe { get; set; }

    /// <summary>Gets or sets what it should not be used for, and where it fails.</summary>
    /// <value>Default null: not told.</value>
    public string? Limits { get; set; }

    /// <summary>Gets or sets <c>results.json</c> of the evaluation, as <c>msmclr evaluate</c> writes it, whose figures the card
    /// repeats.</summary>
    /// <value>Default null: the card has no figures.</value>
    public string? ResultsFile { get; set; }

    /// <summary>
    /// Gets or sets whether an encoder that was saved in the folder before is replaced, with everything in the folder. A folder that holds
    /// something else is never touched.
    /// </summary>
    /// <value>Default false: a folder that is there is refused, unless it is empty.</value>
    public bool Replace { get; set; }

    internal SkeletonPretrainedOptions Checked()
    {
        const string Owner = nameof(SkeletonPretrainedOptions);
        foreach (var (text, option) in new[] { (Name, nameof(Name)), (License, nameof(License)) })
        {
            var isLine = text is null || (text.Length is > 0 and <= 200 && !text.Any(char.IsControl));
            OptionCheck.Require(isLine, Owner, option, text, "one line of 1 to 200 letters, or null");
        }

        foreach (var (text, option) in new[] { (Data, nameof(Data)), (Recipe, nameof(Recipe)), (Limits, nameof(Limits)) })
        {
            var isText = text is null || text.Length <= 20_000;
            OptionCheck.Require(isText, Owner, option, $"of {text?.Length} letters", "20,000 letters at most");
        }

        return (SkeletonPretrainedOptions)MemberwiseClone();
    }
}
