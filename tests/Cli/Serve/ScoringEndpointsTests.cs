using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Serve;

namespace MsMclr.MLNet.Tests;

public class ScoringEndpointsTests
{
    private static RunningService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await RunningService.Start();

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public async Task An_answer_is_what_the_model_says_to_the_last_bit()
    {
        for (var i = 0; i < TinyModel.Clips.Length; i++)
        {
            var answer = await service.Score(RunningService.JsonOf(TinyModel.Clips[i]), query: "?top=20");
            var expected = TinyModel.Expected[i];
            Assert.That(answer.Action, Is.EqualTo(expected.PredictedLabel));
            Assert.That(answer.Embedding, Is.EqualTo(expected.Features));
            Assert.That(answer.Scores.Select(one => one.Score), Is.EqualTo(expected.Score.OrderDescending()));
            Assert.That((answer.Confidence, answer.Scores[0].Action), Is.EqualTo((expected.Score.Max(), expected.PredictedLabel)));
            Assert.That(answer.Frames, Is.EqualTo(TinyModel.Clips[i].Length / 150));
        }

        var labels = TinyModel.Expected.Select(one => one.PredictedLabel).Distinct();
        Assert.That(labels.Count(), Is.GreaterThan(5), "a model that always says the same tests nothing");
    }

    [Test]
    public async Task An_NTU_file_and_its_frames_in_JSON_get_the_same_answer()
    {
        foreach (var clip in TinyModel.Clips.Take(5))
        {
            var ntu = await service.Score(RunningService.NtuOf(clip), "text/plain");
            var json = await service.Score(RunningService.JsonOf(clip), "application/json; charset=utf-8");
            Assert.That(JsonSerializer.Serialize(ntu), Is.EqualTo(JsonSerializer.Serialize(json)));
        }
    }

    [Test]
    public async Task Neighbors_are_the_known_clips_with_the_largest_cosine()
    {
        var known = new MLContext().Data.LoadFromBinary(TinyModel.Embeddings);
        var rows = known.GetColumn<float[]>("Features").Zip(known.GetColumn<string>("Name")).ToArray();
        var answer = await service.Score(RunningService.JsonOf(TinyModel.Clips[3]), query: "?neighbors=4&top=1");
        var nearest = rows.Select(row => Cosine(row.First, answer.Embedding)).OrderDescending().Take(4);
        Assert.That(answer.Neighbors.Select(one => one.Similarity), Is.EqualTo(nearest).Within(1e-5));
        Assert.That(answer.Neighbors[0].Action, Is.EqualTo(SyntheticSkeletons.Actions[int.Parse(answer.Neighbors[0].Name[^3..]) - 1]));
        Assert.That((answer.Neighbors.Count, answer.Scores.Count), Is.EqualTo((4, 1)));

        static double Cosine(float[] a, float[] b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));

        static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
    }

    [Test]
    public async Task The_clip_comes_back_on_request_as_the_model_saw_it()
    {
        var answer = await service.Score(RunningService.JsonOf(TinyModel.Clips[1]), query: "?clip=true");
        var values = answer.Clip!.SelectMany(frame => frame.SelectMany(body => body ?? new float?[75].Select(_ => (float?)0)));
        Assert.That(values, Is.EqualTo(TinyModel.Clips[1]).Within(6e-4));
        Assert.That((await service.Score(RunningService.JsonOf(TinyModel.Clips[1]))).Clip, Is.Null);
    }

    [Test]
    public async Task A_joint_that_was_not_found_comes_back_as_null()
    {
        const float Lost = 12_345;
        var clip = TinyModel.Clips[1].ToArray();
        clip.AsSpan(150 + 12, 3).Fill(Lost);
        var text = Encoding.UTF8.GetString(RunningService.JsonOf(clip)).Replace("[12345,12345,12345]", "null");
        using var response = await service.Post(Encoding.UTF8.GetBytes(text), query: "?clip=true");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var body = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("clip")[1][0];
        var kinds = Enumerable.Range(11, 5).Select(value => body[value].ValueKind);
        JsonValueKind[] expected = [JsonValueKind.Number, JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Number];
        Assert.That(kinds, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_made_up_clip_can_be_posted_as_it_is()
    {
        var sample = await service.Client.GetByteArrayAsync("/sample?number=81");
        var answer = await service.Score(sample);
        Assert.That(answer.Frames, Is.GreaterThan(10));
        Assert.That(await service.Client.GetByteArrayAsync("/sample?number=1"), Is.EqualTo(sample), "numbers go round");
    }

    [Test]
    public async Task The_model_describes_itself()
    {
        var model = (await service.Client.GetFromJsonAsync<ModelDescription>("/model"))!;
        Assert.That(model.Actions, Is.EqualTo(SyntheticSkeletons.Actions));
        Assert.That(model.Model, Is.EqualTo("action.zip"));
        Assert.That((model.Bodies, model.Channels), Is.EqualTo((2, 3)));
        Assert.That((model.Features, model.Neighbors), Is.EqualTo((32, 40)));
        Assert.That(model.Samples, Is.True);
        Assert.That(model.Joints, Is.EqualTo(SkeletonLayout.NtuRgbd.Joints));
        Assert.That(model.Bones, Has.Length.EqualTo(24));
    }

    [Test]
    public async Task The_page_needs_nothing_but_this_server()
    {
        using var response = await service.Client.GetAsync("/");
        var page = await response.Content.ReadAsStringAsync();
        Assert.That((response.StatusCode, response.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, "text/html")));
        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'"));
        Assert.That(page, Does.Not.Match("(src|href)=\"(?!data:|page/)").And.Not.Contains("https://").And.Not.Contains("http://"));
    }

    [TestCase("page.css", "text/css")]
    [TestCase("live.mjs", "text/javascript")]
    [TestCase("timeline.mjs", "text/javascript")]
    [TestCase("page.mjs", "text/javascript")]
    [TestCase("player.mjs", "text/javascript")]
    [TestCase("service.mjs", "text/javascript")]
    [TestCase("taught.mjs", "text/javascript")]
    [TestCase("timeline.mjs", "text/javascript")]
    public async Task Each_file_of_the_page_is_served_and_leads_nowhere_else(string file, string type)
    {
        using var response = await service.Client.GetAsync($"/page/{file}");
        Assert.That((response.StatusCode, response.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, type)));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("https://").And.Not.Contain("http://"));
    }

    [Test]
    public async Task A_client_that_has_finished_sending_may_close_its_half()
    {
        var clip = RunningService.JsonOf(TinyModel.Clips[0]);
        var answer = await service.Say(RunningService.Head(clip.Length), async (stream, socket) =>
        {
            await stream.WriteAsync(clip);
            socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        });
        Assert.That(answer, Does.StartWith("HTTP/1.1 200").And.Contains($"\"action\":\"{TinyModel.Expected[0].PredictedLabel}\""));
    }

    [Test]
    public async Task So_may_a_client_whose_clip_arrives_in_pieces([Values(1, 70_000, 300_000)] int spaces)
    {
        byte[] clip = [.. RunningService.JsonOf(TinyModel.Clips[0]), .. Enumerable.Repeat((byte)' ', spaces)];
        var answer = await service.Say(RunningService.Head(clip.Length), async (stream, socket) =>
        {
            await stream.WriteAsync(clip.AsMemory(0, 1_000));
            await Task.Delay(100);
            await stream.WriteAsync(clip.AsMemory(1_000));
            socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        });
        Assert.That(answer, Does.StartWith("HTTP/1.1 200"));
    }
}
