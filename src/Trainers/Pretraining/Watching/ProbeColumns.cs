using Microsoft.ML;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Training.Clips;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>Finds the columns of a probe before anything is read, and reads its clips.</summary>
internal static class ProbeColumns
{
    public static DataViewSchema.Column Label(IDataView view, string name, string argument = "input")
        => LabelNames.Require(view.Schema, name, argument);

    /// <summary>The probe, its voters being the clips of <c>Fit</c> where it names none.</summary>
    public static NearestNeighborProbe Read(
        MsMclrProbe options, string clipColumn, SkeletonLayout layout, ClipStore training, IDataView trainingView, ClipStoreLimits limits,
        FitCancellation cancellation)
    {
        var voters = options.Voters is { } view
            ? Clips(view, "Options.Probe.Voters")
            : new(training, Label(trainingView, options.LabelColumnName), owned: false);
        try
        {
            var heldOut = Clips(options.HeldOut!, "Options.Probe.HeldOut");
            if (heldOut.Names.SequenceEqual(voters.Names))
                return new(voters, heldOut, options);
            heldOut.Dispose();
            throw new ArgumentException(
                $"The key values of '{options.LabelColumnName}' differ between the probe's HeldOut and its voters; "
                + "map both with the same MapValueToKey transformer, or load both with the same format.");
        }
        catch
        {
            voters.Dispose();
            throw;
        }

        LabeledClips Clips(IDataView source, string argument)
        {
            var column = ColumnErrors.Require(source.Schema, clipColumn, argument);
            var label = Label(source, options.LabelColumnName, argument);
            var shape = ClipStore.ShapeOf(column);
            if (shape != training.Shape)
            {
                throw ColumnErrors.Mismatch(
                    clipColumn, $"clips {training.Shape}, as in the training view", $"{shape} in the probe", argument);
            }

            PreparedColumn.Check(column, shape, layout);
            return new(ClipStore.Read(source, column, limits, cancellation, label), label, owned: true);
        }
    }
}
