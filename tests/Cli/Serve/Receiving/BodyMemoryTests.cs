using System.Net;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Tests;

public class BodyMemoryTests
{
    private static readonly string[] Tight = ["--max-bytes", "200000", "--max-received-bytes", "700000"];

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
    public void What_does_not_fit_takes_nothing()
    {
        var memory = new BodyMemory(budget: 10);
        using var some = memory.Share();
        some.Take(7);
        using (var more = memory.Share())
        {
            more.Take(3);
            Assert.That(() => more.Take(1), Throws.TypeOf<BusyException>());
            Assert.That(memory.Taken, Is.EqualTo(10));
        }

        Assert.That((memory.Taken, memory.TakeMost(), memory.TakeMost()), Is.EqualTo((7L, 10L, 0L)));
    }
}
