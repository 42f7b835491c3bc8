namespace MsMclr.MLNet.Trainers.Ranks;

/// <summary>All ranks have ended before the same step, because one of them was canceled: nobody is left waiting.</summary>
internal sealed class RanksCanceledException(CancellationToken token)
    : OperationCanceledException("The training was canceled, on this rank or on another.", token);
