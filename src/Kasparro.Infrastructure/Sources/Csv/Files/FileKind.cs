using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>What lies at a path. .NET says so only of an open file, and opening a pipe waits for its writer.</summary>
internal static class FileKind
{
    private const int CurrentDirectory = -100;
    private const uint ModeOnly = 0x1;
    private const int ModeOffset = 28;
    private const int StatusBytes = 256;

    /// <summary>Null for a regular file, and where it is unknown: then opening it shows.</summary>
    public static string? OddKindOf(string path)
    {
        var status = new byte[StatusBytes];
        if (!OperatingSystem.IsLinux() || ReadStatus(CurrentDirectory, path, 0, ModeOnly, status) != 0)
            return null;
        return (BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeOffset)) >> 12) switch
        {
            0x1 => "named pipe",
            0x2 or 0x6 => "device",
            0x4 => "directory",
            0xC => "socket",
            _ => null,
        };
    }

    /// <summary>statx(2): unlike stat's, its structure is the same on every architecture.</summary>
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadStatus(
        int directory,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        [Out] byte[] status
    );
}
