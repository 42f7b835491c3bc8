namespace MsMclr.MLNet.Loaders.Naming.Patterns;

/// <summary>A piece of a pattern's segment: text that stands there, any text (<c>*</c>), or a field.</summary>
/// <param name="Text">The text that stands there; null for the others.</param>
/// <param name="Field">The field; null for the others.</param>
/// <param name="Values">What a field may be.</param>
internal sealed record PathPiece(string? Text, PathField? Field, PathValues Values)
{
    public static PathPiece Any { get; } = new(null, null, PathValues.Text);

    public bool IsAny => Text is null && Field is null;

    public static PathPiece Of(string text) => new(text, null, PathValues.Text);

    public static PathPiece Of(PathField field) => new(null, field, Usual(field));

    private static PathValues Usual(PathField field)
    {
        if (PathFields.IsNumber(field))
            return PathValues.Number;
        return PathFields.MayBeNumber(field) ? PathValues.NumberOrText : PathValues.Text;
    }
}
