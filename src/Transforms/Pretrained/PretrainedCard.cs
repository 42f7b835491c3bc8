using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Transforms.Pretrained;

/// <summary>The model card, <c>README.md</c>: a head in YAML that model hubs read, and the same for people.</summary>
internal static class PretrainedCard
{
    private const string NotTold = "Not told.";

    // A text of JSON is a text of YAML too, whatever stands in it.
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string name, EncoderDefinition encoder, string identity, SkeletonPretrainedOptions options)
    {
        var figures = options.ResultsFile is { } file ? PretrainedFigures.Read(file) : null;
        var card = new StringBuilder();
        WriteHead(card, name, options, figures);
        Line(card, $"# {Escaped(name)}");
        Line(card);
        Line(card, "An encoder of skeleton recordings, trained without labels: a recorded clip becomes a vector, and clips of one action "
            + "lie close together.");
        Section(card, "Data", options.Data);
        Section(card, "License", options.License ?? "Not told, so nobody may use the encoder before asking whoever trained it.");
        Section(card, "Recipe", options.Recipe ?? (figures is null ? null : $"{figures.Recipe}, {figures.Epochs} epochs."));
        WriteFigures(card, figures);
        Section(card, "Limits", options.Limits);
        WriteUse(card, encoder, identity);
        return Encoding.UTF8.GetBytes(card.ToString());
    }

    private static void WriteHead(StringBuilder card, string name, SkeletonPretrainedOptions options, PretrainedFigures? figures)
    {
        Line(card, "---");
        if (options.License is { } license)
            Line(card, $"license: {Yaml(license)}");
        Line(card, "library_name: msmclr.mlnet");
        Line(card, "pipeline_tag: feature-extraction");
        Line(card, "tags: [\"skeleton\", \"action-recognition\", \"self-supervised\", \"onnx\", \"safetensors\", \"ml.net\"]");
        if (figures is not null)
        {
            Line(card, "model-index:");
            Line(card, $"- name: {Yaml(name)}");
            Line(card, "  results:");
            Line(card, "  - task: {type: \"feature-extraction\", name: \"skeleton action recognition\"}");
            Line(card, $"    dataset: {{type: {Yaml(figures.Dataset)}, name: {Yaml(figures.Dataset)}, config: {Yaml(figures.Split)}}}");
            Line(card, "    metrics:");
            foreach (var row in figures.Rows)
                Line(card, $"    - {{type: \"accuracy\", name: {Yaml(row.Name)}, value: {Number(row.Trained)}}}");
        }

        Line(card, "---");
        Line(card);
    }

    private static void WriteFigures(StringBuilder card, PretrainedFigures? figures)
    {
        if (figures is null)
        {
            Section(card, "Figures", null);
            return;
        }

        Section(card, "Figures", $"Top-1 accuracy on the test part of {Escaped(figures.Dataset)}, {Escaped(figures.Split)}:");
        Line(card);
        Line(card, "| | this encoder | coordinates | random convolutions |");
        Line(card, "|---|---:|---:|---:|");
        foreach (var row in figures.Rows)
            Line(card, $"| {Escaped(row.Name)} | {Percent(row.Trained)} | {Percent(row.Raw)} | {Percent(row.RandomConvolutions)} |");
    }

    private static void WriteUse(StringBuilder card, EncoderDefinition encoder, string identity)
    {
        var shape = encoder.Shape;
        Section(card, "Use", $"Skeleton {Escaped(encoder.Layout.Name)}, {shape.Joints} joints, {shape.Bodies} bodies; an embedding has "
            + $"{encoder.EmbeddingSize.ToString(CultureInfo.InvariantCulture)} numbers. Its SHA-256 is `{identity}`.");
        Line(card);
        Line(card, "```csharp");
        Line(card, "using var encoder = ml.Transforms.Skeleton.LoadPretrained(\"FOLDER\");   // compares the SHA-256 of each file");
        if (encoder.Preparation is not null)
            Line(card, "using var embedder = new SkeletonEmbedder(encoder);                 // recorded clips, prepared as for training");
        Line(card, "```");
        Line(card);
        Line(card, "Without .NET: `encoder.onnx` reads prepared clips `[N, C, T, V, M]` = "
            + $"`[N, {shape.Channels}, {shape.Frames}, {shape.Joints}, {shape.Bodies}]` with any ONNX runtime; `model.safetensors` has the "
            + "weights under their PyTorch names; `config.json` tells the rest. `sha256sum -c SHA256SUMS` checks the files.");
    }

    private static void Section(StringBuilder card, string title, string? text)
    {
        Line(card);
        Line(card, $"## {title}");
        Line(card);
        Line(card, string.IsNullOrWhiteSpace(text) ? NotTold : text.ReplaceLineEndings("\n").Trim());
    }

    private static void Line(StringBuilder card, string text = "") => card.Append(text).Append('\n');

    private static string Yaml(string text) => JsonSerializer.Serialize(text, Quoted);

    // Names come from files: nothing in them may end a cell or begin a tag.
    private static string Escaped(string text)
        => string.Concat(text.Select(letter => letter is '|' or '<' or '>' or '`' or '[' or ']' || char.IsControl(letter) ? ' ' : letter));

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double? share)
        => share is { } value ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";
}
