namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>What the environment says about loading libtorch.</summary>
/// <param name="Folder">A folder that holds a libtorch of the user's own; null: a package's.</param>
/// <param name="Repair">Whether TorchSharp's library is repaired where it does not load as it is.</param>
internal sealed record LoadingSettings(string? Folder, bool Repair)
{
    public const string FolderVariable = "MSMCLR_LIBTORCH";
    public const string RepairVariable = "MSMCLR_TORCH_REPAIR";

    /// <exception cref="DllNotFoundException"><c>MSMCLR_TORCH_REPAIR</c> is neither 0 nor 1.</exception>
    public static LoadingSettings Read(Func<string, string?> variable)
    {
        var folder = variable(FolderVariable);
        var repair = variable(RepairVariable);
        if (!string.IsNullOrEmpty(repair) && repair is not ("0" or "1"))
            throw new DllNotFoundException($"{RepairVariable} is '{repair}'; set it to 0 (off) or 1 (on, the default).");
        return new LoadingSettings(string.IsNullOrEmpty(folder) ? null : folder, Repair: repair != "0");
    }
}
