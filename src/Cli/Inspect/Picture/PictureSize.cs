namespace MsMclr.MLNet.Cli.Inspect.Picture;

/// <summary>How large a picture and its parts are, in pixels.</summary>
internal static class PictureSize
{
    public const int Margin = 12;
    public const int Title = 20;
    public const int CellWidth = 150;
    public const int CellTop = 30;
    public const int CellHeight = 220;
    public const int Caption = CellTop + CellHeight + 18;
    public const int Height = Caption + 10;

    public static int Width(int cells) => (2 * Margin) + (cells * CellWidth);

    public static int Left(int cell) => Margin + (cell * CellWidth);
}
