using System.Globalization;

namespace MsMclr.MLNet.Cli.Pretrain;

/// <summary>Writes a line an epoch. Rank 0 alone is told of them.</summary>
internal sealed class EpochLines(Communicator communicator) : IProgress<MsMclrProgress>
{
    public void Report(MsMclrProgress value)
    {
        if (!value.IsEndOfEpoch)
            return;
        var text = CultureInfo.InvariantCulture;
        var ranks = communicator.Size == 1 ? "" : $"{communicator.Size} ranks, ";
        var speed = string.Create(text, $"{value.ClipsPerSecond:f0} clips/s  {value.Remaining:h\\:mm\\:ss} left");
        Console.WriteLine(string.Create(text, $"{ranks}epoch {value.Epoch}/{value.Epochs}  loss {value.Loss:f3}  {speed}"));
    }
}
