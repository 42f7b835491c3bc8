using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using MsMclr.MLNet.Cli.Serve;

namespace MsMclr.MLNet.Tests;

public class RefusalsTests
{
    private const string Two = "[[0,0,0],[1,1,1]]";
    private const string Misplaced = "line 3: frame 1: a joint is expected, an array of 3 numbers";
    private const string JsonPost = "POST /score HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";
    private static RunningService service = null!;

    [OneTimeSetUp]
    public async Task Start()
        => service = await RunningService.Start("--max-bytes", "300000", "--max-frames", "200", "--receive-seconds", "1.5");

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [TearDown]
    public async Task It_goes_on() => await service.IsStillWell();

    [TestCase("", 400, "line 1")]
    [TestCase("nonsense", 400, "line 1: this is not JSON")]
    [TestCase("[]", 400, "an object with 'frames' is expected")]
    [TestCase("{}", 400, "there is no 'frames'")]
    [TestCase("{\"frames\":[]}", 400, "no frame")]
    [TestCase("{\"frames\":[[]]}", 400, "none of the 1 frames has a body")]
    [TestCase("{\"frames\":[\n[\n" + Two + "]]}", 400, Misplaced + "|line 3: frame 1: 2 joints are not 25")]
    [TestCase("{\"frames\":[[7]]}", 400, "a body is expected")]
    [TestCase("{\"frames\":[[[[1,2]]]]}", 400, "one of a joint's 3 numbers is expected")]
    [TestCase("{\"frames\":[[[[1,2,\"3\"]]]]}", 400, "one of a joint's 3 numbers is expected")]
    [TestCase("{\"frames\":[[[[1,2,1e99]]]]}", 400, "finite number")]
    [TestCase("{\"frames\":[[[[1,2,NaN]]]]}", 400, "1 joints are not 25")]
    [TestCase("{\"frames\":[[[[1,2,3,4]]]]}", 400, "the end of a joint of 3 numbers is expected")]
    [TestCase("{\"frames\":null}", 400, "an array of frames is expected")]
    [TestCase("{\"frames\":[[null]],\"frames\":[]}", 400, "twice")]
    [TestCase("{\"frames\":[[null]]} x", 400, "end of the file")]
    [TestCase("{\"\\ud800\":1,\"frames\":[[null]]}", 400, "line 1: this text is not UTF-8")]
    [TestCase("{\"frames\":[[[[\"\\udfff\"]]]]}", 400, "is expected")]
    [TestCase("{\"a\":[1,{\"b\":[]}],\"c\":{},\"d\":1,\"e\":null}", 400, "there is no 'frames'")]
    public async Task Malformed_JSON_is_refused_with_its_line(string json, int status, string said)
    {
        using var response = await service.Post(Encoding.UTF8.GetBytes(json));
        var problem = await ProblemOf(response);
        Assert.That(((int)response.StatusCode, problem.Status), Is.EqualTo((status, status)), problem.Detail);
        Assert.That(said.Split('|').Any(problem.Detail!.Contains), $"'{problem.Detail}' does not say '{said}'");
    }

    [Test]
    public async Task Malformed_NTU_text_is_refused_with_its_line()
    {
        var lines = NtuText.Small(frames: 3).Split('\n');
        lines[40] = lines[40].Replace("277.419", "277.419 1", StringComparison.Ordinal);
        using var response = await service.Post(Encoding.ASCII.GetBytes(string.Join('\n', lines)), "text/plain");
        var problem = await ProblemOf(response);
        Assert.That(((int)response.StatusCode, problem.Title), Is.EqualTo((400, "The clip cannot be read.")));
        Assert.That(problem.Detail, Does.StartWith("line 41: the line of a joint has 13 fields"));
        Assert.That(problem.Extensions["line"]!.ToString(), Is.EqualTo("41"));
    }

    [Test]
    public async Task Truncated_and_damaged_files_never_get_a_server_error([Range(0, 59)] int seed)
    {
        var random = new Random(seed);
        var clip = TinyModel.Clips[seed % 7];
        var isNtu = seed % 2 == 0;
        var type = isNtu ? "text/plain" : "application/json";
        var content = isNtu ? RunningService.NtuOf(clip) : RunningService.JsonOf(clip);
        content = content[..(random.Next(3) == 0 ? random.Next(content.Length) : content.Length)];
        for (var damage = random.Next(1, 9); damage > 0 && content.Length > 0; damage--)
            content[random.Next(content.Length)] = (byte)random.Next(256);
        using var response = await service.Post(content, type);
        Assert.That((int)response.StatusCode, Is.EqualTo(200).Or.InRange(400, 499), await response.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Clips_that_the_model_can_make_nothing_of_are_unprocessable()
    {
        var body = string.Join(',', Enumerable.Repeat("[0,0,0]", 25));
        var frames = string.Join(',', Enumerable.Repeat($"[[{body}]]", 10));
        using (var response = await service.Post(Encoding.ASCII.GetBytes($"{{\"frames\":[{frames}]}}")))
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(422));
            Assert.That((await ProblemOf(response)).Detail, Does.StartWith("Nobody is in the clip: every coordinate is 0"));
        }

        using (var response = await service.Post(RunningService.JsonOf([.. TinyModel.Clips[0].Select(value => MathF.Sign(value) * 3e38f)])))
            Assert.That(((int)response.StatusCode, (await ProblemOf(response)).Title), Is.EqualTo((422, "The clip cannot be scored.")));
    }

    [Test]
    public async Task Somebody_who_is_not_in_the_first_place_is_somebody()
    {
        var second = new float[10 * 150];
        for (var frame = 0; frame < second.Length; frame += 150)
            TinyModel.Clips[0].AsSpan(0, 75).CopyTo(second.AsSpan(frame + 75));
        var answer = await service.Score(RunningService.JsonOf(second));
        Assert.That(answer.Embedding, Is.All.Matches<float>(float.IsFinite));
    }

    [Test]
    public async Task Too_many_frames_are_refused()
    {
        var empty = NtuText.Write([.. Enumerable.Repeat<IReadOnlyList<(ulong, float[])>>([], 201)]);
        using var response = await service.Post(Encoding.ASCII.GetBytes(empty), "text/plain");
        const string TooMany = "a clip has more than 200 frames, the loader's limit; raise MaxFrames if it is meant to be";
        Assert.That(((int)response.StatusCode, (await ProblemOf(response)).Detail), Is.EqualTo((400, TooMany)));
    }

    [Test]
    public async Task Too_many_bytes_are_refused_whether_they_are_announced_or_not()
    {
        using (var response = await service.Post(new byte[300_001]))
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/score");
        chunked.Content = new StreamContent(new MemoryStream(new byte[400_000]));
        chunked.Content.Headers.ContentType = new("application/json");
        chunked.Headers.TransferEncodingChunked = true;
        try
        {
            using var response = await service.Client.SendAsync(chunked);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        }
        catch (HttpRequestException)
        {
            // The service may close before the client has sent all; that is a refusal too.
        }

        Assert.That(await service.Say(RunningService.Head(2_000_000_000)), Does.StartWith("HTTP/1.1 413"));
    }

    [TestCase("application/xml")]
    [TestCase("nonsense")]
    [TestCase("multipart/form-data")]
    public async Task Other_content_is_refused(string type)
    {
        const string Post = "POST /score HTTP/1.1\nHost: localhost\nConnection: close\n";
        var answer = await service.Say($"{Post}Content-Type: {type}\nContent-Length: 0\n\n");
        Assert.That(answer, Does.StartWith("HTTP/1.1 415").And.Contains("is not one of application/json, text/plain"));
    }

    [TestCase("Content-Encoding: gzip\n", "gzip")]
    [TestCase("Content-Encoding: identity, br\n", "br")]
    [TestCase("Transfer-Encoding: deflate, chunked\n", "deflate")]
    public async Task Encoded_content_is_refused(string header, string coding)
    {
        var length = header.StartsWith('T') ? "\n0\n\n" : "Content-Length: 0\n\n";
        var answer = await service.Say($"{JsonPost}Connection: close\n{header}{length}");
        Assert.That(answer, Does.StartWith("HTTP/1.1 415").And.Contains($"The clip is encoded ('{coding}')"));
        Assert.That(answer, Does.Contain("Accept-Encoding: identity"));
    }

    [TestCase("FFFFFFFFFFFFFFFF")]
    [TestCase("FFFFFFFF")]
    [TestCase("100000000")]
    [TestCase("-1")]
    [TestCase("")]
    public async Task A_chunk_of_a_size_that_is_none_is_refused(string size)
    {
        var answer = await service.Say($"{JsonPost}Connection: close\nTransfer-Encoding: chunked\n\n{size}\n{{\"f");
        Assert.That(answer, Does.StartWith("HTTP/1.1 400"));
    }

    [Test]
    public async Task Odd_letters_after_the_last_chunk_are_refused()
    {
        var answer = await service.Say($"{JsonPost}Connection: close\nTransfer-Encoding: chunked\n\n2\n{{}}\n0\nX: \0\n\n");
        Assert.That(answer, Does.StartWith("HTTP/1.1 400"));
    }

    [Test]
    public async Task Memory_that_is_not_there_is_a_busy_service()
    {
        var refusals = ActivatorUtilities.CreateInstance<Refusals>(service.App.Services);
        Exception[] errors = [new OutOfMemoryException(), new InvalidOperationException("x", new OutOfMemoryException())];
        foreach (var error in errors)
        {
            var context = new DefaultHttpContext { RequestServices = service.App.Services };
            context.Response.Body = new MemoryStream();
            Assert.That(await refusals.TryHandleAsync(context, error, CancellationToken.None), Is.True);
            Assert.That((context.Response.StatusCode, (string?)context.Response.Headers.RetryAfter), Is.EqualTo((503, "1")));
        }
    }

    [TestCase("?top=x", "int top")]
    [TestCase("?top=0", "expected top of 1 or more")]
    [TestCase("?neighbors=51", "neighbors from 0 to 50")]
    [TestCase("?neighbors=-1", "neighbors from 0 to 50")]
    public async Task Parameters_out_of_range_are_refused(string query, string said)
    {
        using var response = await service.Post(RunningService.JsonOf(TinyModel.Clips[0]), query: query);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await ProblemOf(response)).Detail, Does.Contain(said));
    }

    [Test]
    public async Task Slow_senders_are_refused()
    {
        var stalled = service.Say(RunningService.Head(1_000) + "{\"fr");
        var trickling = service.Say(RunningService.Head(1_000), async (stream, _) =>
        {
            try
            {
                for (var i = 0; i < 100; i++)
                {
                    await stream.WriteAsync(" "u8.ToArray());
                    await Task.Delay(100);
                }
            }
            catch (IOException)
            {
                // Closed, as it should be.
            }
        });
        var headers = service.Say("POST /score HTTP/1.1\nHost: localhost\nContent-");
        Assert.That(await stalled, Does.StartWith("HTTP/1.1 408").And.Contains("not received within 1.5 s"));
        Assert.That(await trickling, Does.StartWith("HTTP/1.1 408").Or.EqualTo("reset"));
        Assert.That(await headers, Does.StartWith("HTTP/1.1 408"));
    }

    [Test]
    public async Task Half_closed_requests_are_refused()
    {
        var body = await service.Say(RunningService.Head(1_000) + "{\"fr", (_, socket) => Closed(socket));
        Assert.That(body, Does.StartWith("HTTP/1.1 400").And.Contains("ends before the length"));
        const string Chunked = JsonPost + "Connection: close\nTransfer-Encoding: chunked\n\n5\n{\"f";
        var chunk = await service.Say(Chunked, (_, socket) => Closed(socket));
        Assert.That(chunk, Does.StartWith("HTTP/1.1 400"));

        static Task Closed(Socket socket)
        {
            socket.Shutdown(SocketShutdown.Send);
            return Task.CompletedTask;
        }
    }

    [TestCase("rubbish\n\n", "HTTP/1.1 400")]
    [TestCase(JsonPost + "Content-Length: -1\n\n", "HTTP/1.1 400")]
    [TestCase(JsonPost + "Content-Length: 5\nTransfer-Encoding: chunked\n\nzz\n", "HTTP/1.1 400")]
    [TestCase(JsonPost + "\n", "HTTP/1.1 400")]
    [TestCase("GET /../../etc/passwd HTTP/1.1\nHost: localhost\nConnection: close\n\n", "HTTP/1.1 404")]
    [TestCase("DELETE /score HTTP/1.1\nHost: localhost\nConnection: close\n\n", "HTTP/1.1 405")]
    public async Task Requests_that_are_no_HTTP_or_no_scoring_are_refused(string request, string begin)
    {
        var answer = await service.Say(request, (_, socket) =>
        {
            socket.Shutdown(SocketShutdown.Send);
            return Task.CompletedTask;
        });
        Assert.That(answer, Does.StartWith(begin));
    }

    [Test]
    public async Task Clients_that_vanish_in_the_middle_do_no_harm()
    {
        var clip = RunningService.JsonOf(TinyModel.Clips[0]);
        for (var i = 0; i < 50; i++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.LingerState = new LingerOption(enable: true, seconds: 0); // Closing resets.
            await socket.ConnectAsync(IPAddress.Loopback, service.Address.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes(RunningService.Head(clip.Length).ReplaceLineEndings("\r\n")));
            await socket.SendAsync(clip.AsMemory(0, i % 2 == 0 ? clip.Length : clip.Length / 2));
        }
    }

    private static async Task<ProblemDetails> ProblemOf(HttpResponseMessage response)
    {
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        await response.Content.LoadIntoBufferAsync();
        return (await response.Content.ReadFromJsonAsync<ProblemDetails>())!;
    }
}
