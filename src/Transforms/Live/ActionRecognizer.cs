using System.Runtime.CompilerServices;
using MsMclr.MLNet.Transforms.Live;

namespace MsMclr.MLNet;

/// <summary>
/// Recognizes actions in a stream of frames, as a camera's tracker gives them: each person apart, window after window, with smoothed
/// probabilities and "nothing that I know" as an answer. Also finds the actions of a whole recording that is not cut.
/// </summary>
/// <remarks>
/// <para>People are told apart by the tracker's ids, and by distance where there are none. Somebody is scored when they have been seen for
/// a window, and from then on once a hop. What a window gives is, to the bit, what <see cref="SkeletonScorer"/> gives for these frames.
/// </para>
/// <para>Memory is bounded: a window of each person, and no more people than <see cref="Options.MaximumPeople"/>.</para>
/// <para>A window answers for the hop in its middle. So an answer is late by <see cref="DelayFrames"/>, and by as many hops more as
/// smoothing takes to reach a threshold.</para>
/// <para>One recognizer is for one stream, and frames are pushed by one thread at a time: two at once are refused. Any number of
/// recognizers share one scorer. <see cref="Recognize"/> and <see cref="FindIntervals"/> leave the stream alone, and are safe to use
/// from many threads.</para>
/// </remarks>
/// <example><code>using var recognizer = ActionRecognizer.Load("action.zip");
/// await foreach (var told in recognizer.RecognizeAsync(frames))
///     Console.WriteLine(told);</code></example>
public sealed partial class ActionRecognizer : IDisposable
{
    private readonly SkeletonScorer _scorer;
    private readonly bool _ownsScorer;
    private readonly RecognitionRules _rules;
    private readonly RecognitionEngine _engine;
    private int _busy;
    private bool _disposed;

    /// <summary>Recognizes with a scorer. The caller keeps it, and disposes it after the recognizer.</summary>
    /// <param name="scorer">The scorer. What it fills in or refuses holds for each window.</param>
    /// <param name="options">Windows and thresholds; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A label is not the model's.</exception>
    public ActionRecognizer(SkeletonScorer scorer, Options? options = null)
        : this(scorer, options, ownsScorer: false)
    {
    }

    private ActionRecognizer(SkeletonScorer scorer, Options? options, bool ownsScorer)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        _rules = new RecognitionRules((options ?? new Options()).Checked(), scorer);
        _scorer = scorer;
        _ownsScorer = ownsScorer;
        _engine = new RecognitionEngine(scorer, _rules);
    }

    /// <summary>Gets the actions, in the order of the probabilities.</summary>
    public IReadOnlyList<string> Labels => _rules.Labels;

    /// <summary>Gets the skeleton of the bodies that are pushed.</summary>
    public SkeletonLayout Layout => _rules.Shape.Layout;

    /// <summary>Gets how many frames a window has.</summary>
    public int WindowFrames => _rules.Window;

    /// <summary>Gets how many frames there are from one window of a person to the next.</summary>
    public int HopFrames => _rules.Hop;

    /// <summary>
    /// Gets how many frames at most pass after a frame until the window that answers for it is told, smoothing aside:
    /// <c>(WindowFrames - HopFrames) / 2 + HopFrames - 1</c>. It is longer for the first frames of a person, who has to be seen for a
    /// window.
    /// </summary>
    public int DelayFrames => _rules.Lead + _rules.Hop - 1;

    /// <summary>Gets how many people are followed now.</summary>
    public int People => _engine.People;

    /// <summary>Gets how many bodies of all frames so far were left out, since there were more than are followed.</summary>
    public long LeftOut => _engine.LeftOut;

    /// <summary>Loads a saved model (<see cref="SkeletonScorer.Load"/>), and recognizes with it.</summary>
    /// <param name="modelFile">The <c>.zip</c> that <see cref="SkeletonModel.Save"/> or <c>mlContext.Model.Save</c> wrote.</param>
    /// <param name="options">Windows and thresholds; null for the defaults.</param>
    /// <param name="scoring">What the scorer fills in; null for the defaults and <see cref="SkeletonScorer.Options.FillMissingJoints"/>.
    /// </param>
    /// <returns>The recognizer; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A label is not the model's.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no whole model of named actions.</exception>
    public static ActionRecognizer Load(string modelFile, Options? options = null, SkeletonScorer.Options? scoring = null)
    {
        var scorer = SkeletonScorer.Load(modelFile, scoring ?? new SkeletonScorer.Options { FillMissingJoints = true });
        try
        {
            return new ActionRecognizer(scorer, options, ownsScorer: true);
        }
        catch
        {
            scorer.Dispose();
            throw;
        }
    }

    /// <summary>Takes the next frame of the stream.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>Who entered, what the windows say that end with this frame, and who left. Mostly empty.</returns>
    /// <exception cref="ArgumentException">The frame's number does not rise, or a body has other sizes than the model's or an infinite
    /// value. Such a frame is as if it had not been there.</exception>
    /// <exception cref="InvalidOperationException">Another thread is pushing, or the head's scores are no probabilities.</exception>
    /// <exception cref="ObjectDisposedException">Recognizer or scorer was disposed.</exception>
    public IReadOnlyList<ActionRecognition> Push(SkeletonFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Alone(() => _engine.Push(frame));
    }

    /// <summary>
    /// Ends the stream, or a part of it: everybody leaves. Frames may follow, whose numbers go on.
    /// </summary>
    /// <returns>The last windows, and who left.</returns>
    /// <exception cref="InvalidOperationException">Another thread is pushing.</exception>
    /// <exception cref="ObjectDisposedException">Recognizer or scorer was disposed.</exception>
    public IReadOnlyList<ActionRecognition> Complete() => Alone(_engine.Complete);

    /// <summary>Pushes frames as they come, and completes the stream when they end.</summary>
    /// <param name="frames">The frames. The next one is asked for after the answers to the one before were taken.</param>
    /// <param name="cancellationToken">Ends it between two frames. The stream is not completed then, and can go on.</param>
    /// <returns>What <see cref="Push"/> and <see cref="Complete"/> tell.</returns>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public async IAsyncEnumerable<ActionRecognition> RecognizeAsync(
        IAsyncEnumerable<SkeletonFrame> frames,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        await foreach (var frame in frames.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var told in Push(frame))
                yield return told;
        }

        foreach (var told in Complete())
            yield return told;
    }

    /// <summary>Frees the model, where <see cref="Load"/> has loaded it. From then on pushing throws.</summary>
    public void Dispose()
    {
        _disposed = true;
        if (_ownsScorer)
            _scorer.Dispose();
    }

    private List<ActionRecognition> Alone(Func<List<ActionRecognition>> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.Exchange(ref _busy, 1) != 0)
            throw new InvalidOperationException("Another thread is pushing a frame. A recognizer is for one stream; give each its own.");
        try
        {
            return work();
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }
}
