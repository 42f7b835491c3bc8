using System.Security.Cryptography;
using System.Text;

namespace MsMclr.MLNet.Transforms.Pretrained;

/// <summary>
/// The files of an encoder that is handed on, as bytes, each with its SHA-256 in <c>SHA256SUMS</c>: <c>sha256sum -c SHA256SUMS</c> checks
/// them too. A folder is read as a stranger's. Files beside these are not looked at.
/// </summary>
internal sealed class PretrainedFiles
{
    public const string Encoder = "encoder.onnx";
    public const string Weights = "model.safetensors";
    public const string Config = "config.json";
    public const string Card = "README.md";
    public const string Reference = "reference.json";
    public const string Sums = "SHA256SUMS";

    private const int MostBytesOfSums = 64 << 10;

    // What each may have at most: the reference is a clip and an embedding as JSON, the other two are for people.
    private static readonly SortedDictionary<string, int> MostBytes = new(StringComparer.Ordinal)
    {
        [Encoder] = 1 << 30,
        [Weights] = 1 << 30,
        [Config] = 1 << 20,
        [Card] = 4 << 20,
        [Reference] = 32 << 20,
    };

    private readonly Dictionary<string, byte[]> _content;

    public PretrainedFiles(Dictionary<string, byte[]> content)
    {
        _content = content;
        SumsContent = Encoding.ASCII.GetBytes(string.Concat(Hashes.Select(file => $"{file.Value}  {file.Key}\n")));
    }

    public byte[] this[string name] => _content[name];

    public byte[] SumsContent { get; }

    /// <summary>The SHA-256 of the list of sums, which stands for all files.</summary>
    public string Sha256 => Digits(SumsContent);

    /// <summary>Each file's SHA-256, in the order of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hashes
        => [.. MostBytes.Keys.Select(name => KeyValuePair.Create(name, Digits(_content[name])))];

    /// <summary>Everything to write, the list of sums last.</summary>
    public IEnumerable<KeyValuePair<string, byte[]>> All => _content.Append(KeyValuePair.Create(Sums, SumsContent));

    /// <summary>Whether a folder looks as if an encoder was handed on in it.</summary>
    public static bool AreIn(string folder) => File.Exists(Path.Combine(folder, Sums)) && File.Exists(Path.Combine(folder, Config));

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FormatException">A file is missing, too large, or not the one that was saved.</exception>
    public static PretrainedFiles Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'; write one with SavePretrained.");
        var sums = PretrainedSums.Read(ReadFile(folder, Sums, MostBytesOfSums));
        foreach (var name in MostBytes.Keys.Where(name => !sums.ContainsKey(name)))
            throw new FormatException($"'{Sums}' has no line of '{name}'.");
        var content = new Dictionary<string, byte[]>();
        foreach (var (name, most) in MostBytes)
        {
            content[name] = ReadFile(folder, name, most);
            if (Digits(content[name]) != sums[name])
                throw new FormatException($"'{name}' is not the file that was saved: its SHA-256 differs from that in '{Sums}'.");
        }

        return new PretrainedFiles(content);
    }

    // What is no plain file has no length: nobody waits for a pipe.
    private static byte[] ReadFile(string folder, string name, int most)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists)
            throw new FormatException($"'{name}' is missing.");
        var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        if (!target.Exists)
            throw new FormatException($"'{name}' is a link to what is missing.");
        if (target.Length < 1 || target.Length > most)
            throw new FormatException($"'{name}' has {target.Length:N0} bytes; 1 to {most:N0} are expected.");
        var content = new byte[target.Length];
        using var stream = target.OpenRead();
        if (stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) < content.Length)
            throw new FormatException($"'{name}' ends before its length.");
        return content;
    }

    private static string Digits(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
