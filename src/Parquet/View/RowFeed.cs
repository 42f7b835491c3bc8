using System.Collections.Immutable;
using MsMclr.MLNet.Parquet.Reading;

namespace MsMclr.MLNet.Parquet.View;

/// <summary>
/// One pass over row groups. In order, one group is in memory. Shuffled, groups come in any order, and the rows of eight of them are mixed:
/// files are sorted by name, so that rows of one group resemble each other.
/// </summary>
internal sealed class RowFeed(ImmutableArray<GroupPlace> groups, ImmutableArray<FileField> fields, Random? random) : IDisposable
{
    private const int GroupsTogether = 8;
    private readonly int[] _order = Order(groups.Length, random);
    private readonly List<RowGroup> _held = [];
    private (int Held, int Row)[] _rows = [];
    private int _nextGroup;
    private int _next;

    /// <summary>Moves to the next row.</summary>
    /// <returns>Its group and its number there; null at the end.</returns>
    public (RowGroup Group, int Row)? Next()
    {
        if (_next == _rows.Length && !Fill())
            return null;
        var (held, row) = _rows[_next];
        _next++;
        return (_held[held], row);
    }

    public void Dispose()
    {
        foreach (var group in _held)
            group.Dispose();
        _held.Clear();
        _rows = [];
        _next = 0;
        _nextGroup = _order.Length;
    }

    private static int[] Order(int count, Random? random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random?.Shuffle(order);
        return order;
    }

    private bool Fill()
    {
        foreach (var group in _held)
            group.Dispose();
        _held.Clear();
        for (var together = 0; together < (random is null ? 1 : GroupsTogether) && _nextGroup < _order.Length; together++)
        {
            var place = groups[_order[_nextGroup]];
            _held.Add(RowGroup.Read(place.File, place.Group, place.First, fields));
            _nextGroup++;
        }

        _rows = [.. _held.SelectMany((group, held) => Enumerable.Range(0, group.Rows).Select(row => (held, row)))];
        random?.Shuffle(_rows);
        _next = 0;
        return _rows.Length > 0;
    }
}
