using System.Text.Json;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>The sample of the documentation, <c>examples/Browser</c>, in a real browser: ONNX Runtime's build for the web.</summary>
public class BrowserScoringTests
{
    private static readonly string Sample = Repository.At("examples", "Browser");

    [Test]
    public async Task A_page_says_of_clips_what_the_model_says()
    {
        if (Browser.Program() is null)
            Assert.Ignore("There is no Chromium on this machine.");
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
        await browser.Wait("document.readyState === 'complete' && !!document.getElementById('file')");
        await browser.Evaluate("""
            import('./actions.mjs').then(async ({ open, score }) => {
                const model = await open('action.onnx');
                const answers = [];
                for (const clip of await (await fetch('clips.json')).json()) {
                    const { action, scores } = await score(model, clip);
                    answers.push({ action, scores: Array.from(scores) });
                }
                window.answers = JSON.stringify(answers);
            }).catch(error => { document.body.textContent = error.stack; });
            0
            """);
        // A busy machine takes its time to compile 14 MB of WebAssembly.
        var end = DateTime.UtcNow.AddMinutes(3);
        while (true)
        {
            if (await browser.Evaluate("window.answers") is { } json)
                return JsonSerializer.Deserialize<Answer[]>(json.GetValue<string>(), JsonSerializerOptions.Web)!;
            var text = await browser.Evaluate("document.body.textContent");
            Assert.That(DateTime.UtcNow, Is.LessThan(end), $"The page has no answers; it says: {text}");
            await Task.Delay(100);
        }
    }

    private sealed record Answer(string Action, float[] Scores);
}
