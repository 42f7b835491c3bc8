namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>A dict or OrderedDict. Entries whose key is not a text are left out: nothing that is wanted has one.</summary>
internal sealed class PickledDictionary : Dictionary<string, object?>;

/// <summary>A typed storage, which lies in the archive beside the pickle.</summary>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Key">Its name in the archive's <c>data</c> folder.</param>
/// <param name="Count">How many numbers it is said to have.</param>
internal sealed record PickledStorage(ElementType Type, string Key, long Count);

/// <summary>A view into a storage, as <c>torch._utils._rebuild_tensor_v2</c> describes it.</summary>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, long[] Shape, long[] Strides);
