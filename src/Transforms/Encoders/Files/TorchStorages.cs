using System.IO.Compression;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// The storages of a PyTorch archive. Several tensors may lie in one; each is read once, when the first of them is wanted.
/// </summary>
internal sealed class TorchStorages(ZipArchive archive, string root, long maxBytes)
{
    private readonly Dictionary<string, Lazy<byte[]>> _contents = [];

    /// <exception cref="FormatException">The archive has no such storage.</exception>
    public StoredTensor Tensor(string name, PickledTensor tensor)
    {
        var content = Find(name, tensor.Storage.Key);
        return new StoredTensor(tensor.Storage.Type, tensor.Shape, () => Read(name, tensor, content.Value));
    }

    private Lazy<byte[]> Find(string name, string key)
    {
        if (_contents.TryGetValue(key, out var known))
            return known;
        var entry = archive.GetEntry($"{root}/data/{key}");
        if (entry is null)
            throw new FormatException($"The archive has no 'data/{key}', where the tensor '{name}' is said to be.");
        var content = new Lazy<byte[]>(() => TorchArchive.Content(entry, maxBytes));
        _contents.Add(key, content);
        return content;
    }

    private static float[] Read(string name, PickledTensor tensor, byte[] content)
    {
        var (type, key, count) = tensor.Storage;
        if (content.Length < (double)count * type.Size)
        {
            var said = $"the tensor '{name}' is said to lie in {count:N0} numbers of {type.Name}";
            throw new FormatException($"'data/{key}' has {content.Length:N0} bytes; {said}.");
        }

        return StridedTensor.Read(tensor, content);
    }
}
