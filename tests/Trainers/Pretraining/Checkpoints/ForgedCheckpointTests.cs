using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Checkpoints that were changed and have a right checksum: a run refuses them, or goes on, and fails in no other way.</summary>
public class ForgedCheckpointTests
{
    private const int Structure = 6_000;
    private static readonly int[] Numbers = [-1, 0, 1, 7, 255, 65_536, int.MaxValue, int.MinValue];
    private readonly MLContext _context = new(1);

    [Test]
    public void A_run_refuses_them_or_goes_on() => Forge(30);

    [Test]
    [Explicit("It takes minutes.")]
    public void A_run_refuses_a_thousand_or_goes_on() => Forge(1_000);

    private void Forge(int count)
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(_context, 20);
        CheckpointedRuns.Cancel(view, 3, folder);
        var name = CheckpointedRuns.Checkpoints(folder)[^1];
        var whole = File.ReadAllBytes(folder.File(name));
        for (var number = 0; number < count; number++)
        {
            using var own = new TemporaryFolder();
            own.Write(name, Forged(whole, new Random(number)));
            try
            {
                CheckpointedRuns.Fit(view, CheckpointedRuns.Options(own));
            }
            catch (Exception error) when (error is InvalidOperationException or PretrainingFailedException)
            {
                // The documented ways to refuse it.
            }
            catch (Exception error)
            {
                Assert.Fail($"{number}: {error}");
            }
        }
    }

    private static byte[] Forged(byte[] whole, Random random)
    {
        var body = whole[..^SHA256.HashSizeInBytes];
        for (var changes = 1 + random.Next(3); changes > 0; changes--)
        {
            // Settings, position and the first tensors, or any number.
            var at = random.Next(random.Next(4) == 0 ? body.Length - sizeof(int) : Structure);
            if (random.Next(2) == 0)
                BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(at), Numbers[random.Next(Numbers.Length)]);
            else
                body[at] ^= (byte)(1 << random.Next(8));
        }

        return [.. body, .. SHA256.HashData(body)];
    }
}
