using System.Globalization;
using System.Security;
using System.Text;

namespace MsMclr.MLNet.Cli.Inspect.Picture;

/// <summary>Writes SVG. Names come from files: nothing in them is markup.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _svg = new();

    public SvgText(int width, int height)
    {
        var size = Invariant($"width=\"{width}\" height=\"{height}\"");
        _svg.AppendLine(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" {size}>"));
        _svg.AppendLine($"<rect {size} fill=\"#ffffff\"/>");
    }

    public void Text(int x, int y, string text, string anchor)
    {
        var place = Invariant($"x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"");
        _svg.AppendLine($"<text {place} font-family=\"sans-serif\" font-size=\"13\" fill=\"#4a4f5c\">{Escaped(text)}</text>");
    }

    public void Line(double x1, double y1, double x2, double y2, string color)
    {
        var ends = Invariant($"x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"");
        _svg.AppendLine($"<line {ends} stroke=\"{color}\" stroke-width=\"2.5\" stroke-linecap=\"round\"/>");
    }

    public override string ToString() => $"{_svg}</svg>\n";

    private static string Escaped(string text)
        => SecurityElement.Escape(string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter)))!;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
