using Microsoft.ML;

namespace Samples;

/// <summary>Scoring raw clips with a saved model: one transformer for all, an engine for each thread.</summary>
public sealed class ScoreClips : IDisposable
{
    private static readonly PredictionEngineOptions Shared = new() { OwnsTransformer = false };
    private readonly MLContext _ml = new();
    private readonly ITransformer _model;
    private readonly ThreadLocal<PredictionEngine<ClipInput, ActionPrediction>> _engine;

    public ScoreClips(string modelFile)
    {
        _model = _ml.Model.Load(modelFile, out _);
        _engine = new(() => _ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(_model, Shared), trackAllValues: true);
    }

    public ActionPrediction Score(float[] clip) => _engine.Value!.Predict(new ClipInput { Clip = clip });

    public void Dispose()
    {
        foreach (var engine in _engine.Values)
            engine.Dispose();
        _engine.Dispose();
        (_model as IDisposable)?.Dispose();
    }

    public sealed class ClipInput
    {
        public float[] Clip { get; set; } = [];
    }

    public sealed class ActionPrediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];

        public float[] Features { get; set; } = [];
    }
}
