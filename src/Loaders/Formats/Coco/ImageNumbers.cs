using System.Globalization;

namespace MsMclr.MLNet.Loaders.Formats.Coco;

/// <summary>Finds out what place in time images have.</summary>
internal static class ImageNumbers
{
    private const int MostDigits = 18;
    private const int LongestExtension = 5;

    /// <summary>
    /// The images' numbers: the frame's that the file tells, else the one that the file's name ends in, else that of the id. Those are
    /// taken that every image has, and each another.
    /// </summary>
    /// <returns>A number for each image; null where there are none, so that the images stay in the order they are in.</returns>
    public static long[]? Of(IReadOnlyList<CocoImage> images)
        => Distinct(images, image => image.Frame) ?? Distinct(images, image => image.FileNumber) ?? Distinct(images, image => Of(image.Id));

    /// <summary>The number that a text is, or that it ends in before its extension: 12 of <c>frame_0012.jpg</c>.</summary>
    public static long? Of(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        var dot = text.LastIndexOf('.');
        if (dot > 0 && text.Length - dot - 1 <= LongestExtension && !IsWhole(text.AsSpan(dot + 1)))
            text = text[..dot];
        else if (dot > 0 && text.AsSpan(dot + 1).Trim('0').IsEmpty && IsWhole(text.AsSpan(0, dot)))
            text = text[..dot];
        var digits = text.Length;
        while (digits > 0 && text.Length - digits < MostDigits && char.IsAsciiDigit(text[digits - 1]))
            digits--;
        if (digits == text.Length)
            return null;
        return long.Parse(text.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static bool IsWhole(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private static long[]? Distinct(IReadOnlyList<CocoImage> images, Func<CocoImage, long?> number)
    {
        var numbers = new long[images.Count];
        var seen = new HashSet<long>();
        for (var i = 0; i < numbers.Length; i++)
        {
            if (number(images[i]) is not { } found || !seen.Add(found))
                return null;
            numbers[i] = found;
        }

        return numbers;
    }
}
