using MsMclr.MLNet.Heads.Examples;

namespace MsMclr.MLNet;

public sealed partial class ExampleBank
{
    /// <summary>Forgets an example.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether there was one.</returns>
    public bool ForgetExample(string name) => Forget(example => example.Name == name) > 0;

    /// <summary>Forgets an action with all its examples.</summary>
    /// <param name="action">The action.</param>
    /// <returns>How many examples it had.</returns>
    public int ForgetAction(string action) => Forget(example => example.Action == action);

    private int Forget(Func<StoredExample, bool> isForgotten)
    {
        lock (_teaching)
        {
            var content = _state.Content;
            var kept = content.Without(isForgotten);
            var forgotten = content.Examples.Length - kept.Examples.Length;
            if (forgotten > 0)
                _state = new State(kept, _options);
            return forgotten;
        }
    }
}
