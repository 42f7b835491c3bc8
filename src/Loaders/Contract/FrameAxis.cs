namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>The frame numbers that a clip has, in order. What is missing between them is a gap.</summary>
internal sealed class FrameAxis(long[] numbers)
{
    /// <summary>Gets how many frames there are from the first number to the last.</summary>
    public int Length => At(numbers.Length - 1) + 1;

    /// <summary>Gets how many of them the file has not.</summary>
    public int Missing => Length - numbers.Length;

    /// <summary>Where a number stands in the clip.</summary>
    public int Place(long number) => (int)(number - numbers[0]);

    /// <summary>The number of a frame of the clip.</summary>
    public long Number(int frame) => numbers[0] + frame;

    /// <summary>Gets the gaps: the frame before each, and the frame after it.</summary>
    public IEnumerable<(int Before, int After)> Gaps
    {
        get
        {
            for (var i = 1; i < numbers.Length; i++)
            {
                if (At(i) > At(i - 1) + 1)
                    yield return (At(i - 1), At(i));
            }
        }
    }

    private int At(int index) => Place(numbers[index]);
}
