using static TorchSharp.torch;

namespace Resume;

/// <summary>A convolution as libtorch computes it.</summary>
internal static class LibtorchConvolution
{
    public static void Run()
    {
        using var scope = NewDisposeScope();
        nn.functional.conv2d(ones(2, 8, 13, 25), ones(8, 8, 9, 1), null);
    }
}
