using System.Collections.Immutable;

namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>
/// Finds joints that differ in left and right alone. A side counts only where its counterpart is there, so <c>Leg</c>, <c>Rib</c> and
/// <c>lowerback</c> are on no side.
/// </summary>
internal sealed class SidePairs
{
    private readonly ImmutableArray<string>[] _words;
    private readonly SideForm[][] _forms;
    private readonly SideForm?[] _found;
    private readonly int[] _mirror;

    public SidePairs(IReadOnlyList<string> joints, IReadOnlyList<(int Left, int Right)> given)
    {
        _words = [.. joints.Select(NameTokens.Of)];
        _forms = [.. _words.Select(words => SideForm.Of(words).ToArray())];
        _found = new SideForm?[_words.Length];
        _mirror = [.. Enumerable.Range(0, _words.Length)];
        foreach (var (left, right) in given)
            Pair(left, right, Plainest(left, JointSide.Left), Plainest(right, JointSide.Right));
        for (var rank = 0; rank < SideForm.Ranks; rank++)
            Find(rank);
    }

    public ImmutableArray<int> Mirror => [.. _mirror];

    /// <summary>The side of each joint; a plain word tells it without a counterpart, too.</summary>
    public ImmutableArray<JointSide> Sides => [.. Enumerable.Range(0, _words.Length).Select(Side)];

    /// <summary>The words of each joint's name without its side.</summary>
    public ImmutableArray<string>[] Rest
        => [.. Enumerable.Range(0, _words.Length).Select(joint => (_found[joint] ?? Sign(joint))?.Rest ?? _words[joint])];

    /// <summary>The joints whose names tell a side, and which have no counterpart.</summary>
    public IEnumerable<int> Alone => Enumerable.Range(0, _words.Length).Where(joint => _mirror[joint] == joint && Sign(joint) is not null);

    private void Find(int rank)
    {
        var open = Enumerable.Range(0, _words.Length).Where(joint => _found[joint] is null);
        var forms = open.SelectMany(joint => _forms[joint].Where(form => form.Rank == rank).Select(form => (Joint: joint, Form: form)));
        foreach (var alike in forms.GroupBy(one => one.Form.Key).ToArray())
        {
            var lefts = alike.Where(one => one.Form.Side == JointSide.Left).ToArray();
            var rights = alike.Where(one => one.Form.Side == JointSide.Right).ToArray();
            if (lefts is [var left] && rights is [var right] && _found[left.Joint] is null && _found[right.Joint] is null)
                Pair(left.Joint, right.Joint, left.Form, right.Form);
        }
    }

    private void Pair(int left, int right, SideForm leftForm, SideForm rightForm)
    {
        _mirror[left] = right;
        _mirror[right] = left;
        _found[left] = leftForm;
        _found[right] = rightForm;
    }

    private SideForm Plainest(int joint, JointSide side)
    {
        var plain = _forms[joint].Where(form => form.Side == side && form.Rank <= SideForm.Letter).MinBy(form => form.Rank);
        return plain ?? new SideForm(side, SideForm.Word, "", _words[joint]);
    }

    private JointSide Side(int joint) => (_found[joint] ?? Sign(joint))?.Side ?? JointSide.Middle;

    private SideForm? Sign(int joint) => _forms[joint].FirstOrDefault(form => form.Rank == SideForm.Word);
}
