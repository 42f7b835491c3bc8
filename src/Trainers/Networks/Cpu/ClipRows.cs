namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Copies clips <c>[N, C, T, V, M]</c> to rows <c>[V, T, C]</c>, one body each, with channels padded by zeros.</summary>
internal static unsafe class ClipRows
{
    public static void Copy(float* clips, IReadOnlyList<int> rows, ClipShape clip, BlockShape first, float* target)
    {
        new Span<float>(target, checked(rows.Count * first.InputLength)).Clear();
        for (var i = 0; i < rows.Count; i++)
        {
            var from = clips + ((long)(rows[i] / clip.Bodies) * clip.Length) + (rows[i] % clip.Bodies);
            var to = target + ((long)i * first.InputLength);
            for (var c = 0; c < clip.Channels; c++)
            {
                for (var t = 0; t < clip.Frames; t++)
                {
                    for (var v = 0; v < clip.Joints; v++, from += clip.Bodies)
                        to[(((v * clip.Frames) + t) * first.Inputs) + c] = *from;
                }
            }
        }
    }
}
