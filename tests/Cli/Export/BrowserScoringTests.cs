using System.Text.Json;
using Microsoft.ML;
using Microsoft.Playwright;

namespace MsMclr.MLNet.Tests;

/// <summary>The sample of the documentation, <c>examples/Browser</c>, in a real browser: ONNX Runtime's build for the web.</summary>
public class BrowserScoringTests
{
    private static readonly string Sample = Repository.At("examples", "Browser");

    [Test]
    public async Task A_page_says_of_clips_what_the_model_says()
    {
        if (!Directory.Exists(Path.Combine(Sample, "node_modules", "onnxruntime-web")))
            Assert.Ignore("examples/Browser has no node_modules: 'npm ci' there gets ONNX Runtime for the web.");
        await using var server = await SampleServer.Start(Sample, new Dictionary<string, byte[]>
        {
            ["action.onnx"] = Exported(),
            ["clips.json"] = JsonSerializer.SerializeToUtf8Bytes(TinyModel.Clips),
        });
        await using var browser = await Browser.Open(server.Address);
        var answers = await Answers(browser);
        for (var i = 0; i < TinyModel.Clips.Length; i++)
        {
            Assert.That(answers[i].Action, Is.EqualTo(TinyModel.Expected[i].PredictedLabel), $"clip {i}");
            Assert.That(answers[i].Scores, Is.EqualTo(TinyModel.Expected[i].Score).Within(1e-5f), $"clip {i}");
        }
    }

    private static byte[] Exported()
    {
        var ml = new MLContext();
        var model = ml.Model.Load(TinyModel.File, out var schema);
        using var disposed = model as IDisposable;
        using var stream = new MemoryStream();
        ml.Model.SaveSkeletonOnnx(model, schema, stream);
        return stream.ToArray();
    }

    private static async Task<Answer[]> Answers(Browser browser)
    {
        // A busy machine takes its time to compile 14 MB of WebAssembly.
        browser.Page.SetDefaultTimeout(180_000);
        await browser.Page.Locator("#file").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var json = await browser.Page.EvaluateAsync<string>("""
            async () => {
                const { open, score } = await import('./actions.mjs');
                const model = await open('action.onnx');
                const answers = [];
                for (const clip of await (await fetch('clips.json')).json()) {
                    const { action, scores } = await score(model, clip);
                    answers.push({ action, scores: Array.from(scores) });
                }
                return JSON.stringify(answers);
            }
            """);
        return JsonSerializer.Deserialize<Answer[]>(json, JsonSerializerOptions.Web)!;
    }

    private sealed record Answer(string Action, float[] Scores);
}
