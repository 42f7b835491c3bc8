using System.Net;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Tests;

public class BodyMemoryTests
{
    private static readonly string[] Tight = [
        "--max-bytes", "200000", "--max-received-bytes", "700000", "--max-received-bytes-per-address", "700000",
    ];

    [Test]
    public async Task Bodies_beyond_the_memory_for_all_are_told_to_come_back()
    {
        await using var service = await RunningService.Start(Tight);
        var clip = RunningService.JsonOf(TinyModel.Clips[0]);
        using (var greedy = await RawClient.Connect(service.Address.Port))
        {
            await greedy.Send(RunningService.Head(200_000) + "{\"frames\":");
            await greedy.Send(new string(' ', 199_000));
            await Task.Delay(500);
            using var response = await service.Post(new byte[190_000]);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(response.Headers.RetryAfter, Is.Not.Null);
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("Too many clips are being received"));
            Assert.That((await service.Score(clip)).Embedding, Is.EqualTo(TinyModel.Expected[0].Features), "smaller ones still fit");
        }

        using var later = await service.Post(new byte[190_000]);
        Assert.That(later.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest).Or.EqualTo(HttpStatusCode.ServiceUnavailable));
        await service.IsStillWell();
    }

    [Test]
    public async Task A_length_that_is_only_announced_takes_nothing()
    {
        await using var service = await RunningService.Start(Tight);
        using var boasting = await Clients.Connect(service, 50);
        await boasting.Send(RunningService.Head(200_000));
        await Task.Delay(300);
        await service.IsStillWell();
    }

    [Test]
    public async Task Memory_is_given_back_however_a_request_ends()
    {
        await using var service = await RunningService.Start([.. Tight, "--receive-seconds", "1"]);
        var memory = service.App.Services.GetService(typeof(BodyMemory)) as BodyMemory;
        var clip = RunningService.JsonOf(TinyModel.Clips[0]);
        using (var vanishing = await Clients.Connect(service, 3))
        {
            await vanishing.Send(RunningService.Head(1_000) + "{");
            Assert.That(() => memory!.Taken, Is.GreaterThan(0).After(5_000, 10));
        }

        using var stalling = await RawClient.Connect(service.Address.Port);
        await stalling.Send(RunningService.Head(1_000) + "{");
        Assert.That(await stalling.Hear(), Does.StartWith("HTTP/1.1 408"));
        await service.Score(clip, query: "?clip=true");
        using var bad = await service.Post("nonsense"u8.ToArray());
        Assert.That(() => memory!.Taken, Is.Zero.After(10_000, 20));
    }

    [Test]
    public async Task One_address_that_claims_all_it_can_leaves_room_for_others()
    {
        // A body of 200,000 bytes takes 458,752.
        await using var service = await RunningService.Start("--max-bytes", "200000", "--max-received-bytes", "1000000");
        using var greedy = await Clients.Connect(service, 3, "127.0.0.2");
        foreach (var client in greedy.All)
        {
            await client.Send(RunningService.Head(200_000) + "{\"frames\":");
            await client.Send(new string(' ', 199_000));
            await Task.Delay(500); // One after the other, or each would have a part.
        }

        Assert.That(greedy.All.Count(client => client.HasAnswer), Is.EqualTo(2), "one has its share, and 503 is the answer to the others");
        var refused = greedy.All.First(client => client.HasAnswer);
        Assert.That(await refused.Hear("}"), Does.StartWith("HTTP/1.1 503").And.Contain("of your address"));
        using var other = await service.Post(new byte[190_000]);
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "received as a whole, and no clip");
    }

    [Test]
    public void What_an_address_has_given_back_it_may_take_again()
    {
        var memory = new BodyMemory(budget: 10, perAddress: 6);
        using var own = memory.Share(IPAddress.Parse("10.0.0.1"));
        using var others = memory.Share(IPAddress.Parse("10.0.0.2"));
        own.Take(5);
        Assert.That(() => own.Take(2), Throws.TypeOf<BusyException>().With.Message.Contains("your address"));
        others.Take(5);
        Assert.That(() => others.Take(1), Throws.TypeOf<BusyException>().With.Message.Not.Contains("your address"));
        own.Dispose();
        own.Take(5);
        Assert.That(memory.Taken, Is.EqualTo(10));
    }

    [Test]
    public void What_does_not_fit_takes_nothing()
    {
        var memory = new BodyMemory(budget: 10, perAddress: 10);
        using var some = memory.Share(IPAddress.Loopback);
        some.Take(7);
        using (var more = memory.Share(IPAddress.Loopback))
        {
            more.Take(3);
            Assert.That(() => more.Take(1), Throws.TypeOf<BusyException>());
            Assert.That(memory.Taken, Is.EqualTo(10));
        }

        Assert.That((memory.Taken, memory.TakeMost(), memory.TakeMost()), Is.EqualTo((7L, 10L, 0L)));
    }
}
