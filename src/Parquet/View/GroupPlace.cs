using System.Collections.Immutable;
using MsMclr.MLNet.Parquet.Reading;

namespace MsMclr.MLNet.Parquet.View;

/// <summary>Where a row group is.</summary>
/// <param name="File">The file.</param>
/// <param name="Group">Which of its groups.</param>
/// <param name="First">The number of its first row, among those of all files.</param>
internal sealed record GroupPlace(EmbeddingFile File, int Group, long First)
{
    public int Rows => File.Groups[Group];

    /// <summary>All groups that have rows, in order.</summary>
    public static ImmutableArray<GroupPlace> Of(EmbeddingFolder folder)
    {
        var places = ImmutableArray.CreateBuilder<GroupPlace>();
        var first = 0L;
        foreach (var file in folder.Files)
        {
            for (var group = 0; group < file.Groups.Length; group++)
            {
                if (file.Groups[group] == 0)
                    continue;
                places.Add(new GroupPlace(file, group, first));
                first += file.Groups[group];
            }
        }

        return places.ToImmutable();
    }
}
