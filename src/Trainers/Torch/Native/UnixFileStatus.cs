using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>
/// What Linux says about a path itself, not about what a symbolic link there points to. .NET does not tell whom a file belongs to.
/// </summary>
/// <param name="Owner">The number of the user whom it belongs to.</param>
/// <param name="TypeAndMode">Its type and its permissions, as in <c>st_mode</c>.</param>
[SupportedOSPlatform("linux")]
internal readonly record struct UnixFileStatus(uint Owner, ushort TypeAndMode)
{
    /// <summary>Nobody but the owner may read, write or enter.</summary>
    public const UnixFileMode OwnerOnlyFolder = OwnerOnlyFile | UnixFileMode.UserExecute;
    public const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const int TypeBits = 0xf000; // S_IFMT
    private const int StatusSize = 256;  // struct statx, the same on every architecture
    private const int OwnerOffset = 20;  // stx_uid
    private const int ModeOffset = 28;   // stx_mode

    /// <summary>Gets the number of the user whose rights this process has.</summary>
    public static uint CurrentUser => geteuid();

    public bool IsFolder => (TypeAndMode & TypeBits) == 0x4000;

    public bool IsFile => (TypeAndMode & TypeBits) == 0x8000;

    public bool IsLink => (TypeAndMode & TypeBits) == 0xa000;

    public UnixFileMode Mode => (UnixFileMode)(TypeAndMode & 0xfff);

    public bool OthersMayWrite => (Mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0;

    /// <summary>Reads the status of a path; null: nothing is there.</summary>
    /// <exception cref="IOException">The system does not say.</exception>
    public static UnixFileStatus? Of(string path)
    {
        const int currentFolder = -100;      // AT_FDCWD
        const int doNotFollowLinks = 0x100;  // AT_SYMLINK_NOFOLLOW
        const uint typeModeAndOwner = 0xb;   // STATX_TYPE | STATX_MODE | STATX_UID
        const int noSuchFile = 2;            // ENOENT
        var status = new byte[StatusSize];
        if (statx(currentFolder, Encoding.UTF8.GetBytes(path + '\0'), doNotFollowLinks, typeModeAndOwner, status) == 0)
            return new UnixFileStatus(BitConverter.ToUInt32(status, OwnerOffset), BitConverter.ToUInt16(status, ModeOffset));
        var error = Marshal.GetLastPInvokeError();
        if (error == noSuchFile)
            return null;
        throw new IOException($"'{path}': {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] status);

    [DllImport("libc")]
    private static extern uint geteuid();
}
