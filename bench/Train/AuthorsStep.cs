using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Bench;

/// <summary>
/// The authors' training step (method, section 7) in their order: three views of all bodies, softmax then logarithm, SGD tensor by
/// tensor.
/// </summary>
internal sealed class AuthorsStep
{
    private readonly AuthorsEncoder _query;
    private readonly AuthorsEncoder _key;
    private readonly Tensor _queue = nn.functional.normalize(randn(128, 32768), dim: 0);
    private readonly optim.Optimizer _optimizer;
    private int _pointer;

    public AuthorsStep(int hidden, int features)
    {
        _query = new(hidden, features, projection: 128);
        _key = new(hidden, features, projection: 128);
        _optimizer = optim.SGD(_query.parameters(), 0.1, momentum: 0.9, weight_decay: 1e-4);
    }

    public void Run(Tensor strong, Tensor ordinary, Tensor keyView)
    {
        using var scope = NewDisposeScope();
        var z = _query.forward(ordinary);
        var scales = _query.Scales(strong);
        Tensor keys;
        using (no_grad())
        {
            foreach (var (follower, leader) in _key.parameters().Zip(_query.parameters()))
                follower.mul_(Constant.Of(0.999)).add_(leader, Constant.Of(0.001));
            keys = _key.forward(keyView);
        }

        var logits = Logits(z, keys);
        var target = nn.functional.softmax(logits, 1).detach();
        var loss = nn.functional.cross_entropy(logits, zeros(z.shape[0], dtype: ScalarType.Int64));
        foreach (var scale in scales)
        {
            var logarithms = nn.functional.softmax(Logits(scale, keys), 1).log();
            loss = loss.Plus(-(logarithms * target).sum(1).mean() / Constant.Of(3));
        }

        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
        using var grad = no_grad();
        _queue.narrow(1, _pointer, keys.shape[0]).copy_(keys.t());
        _pointer = (int)((_pointer + keys.shape[0]) % _queue.shape[1]);
    }

    private Tensor Logits(Tensor z, Tensor keys)
        => cat([einsum("nc,nc->n", z, keys).unsqueeze(1), einsum("nc,ck->nk", z, _queue)], 1) / Constant.Of(0.07);
}
