using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>A CSV on a disk or mount of this machine.</summary>
internal static class LocalCsv
{
    public static CsvFile Of(string path, CsvReading reading)
    {
        (long, DateTime)? judged = null;
        return new CsvFile(
            path,
            IsLocal: true,
            async ct =>
            {
                var (content, version) = await OpenAsync(path, reading, ct);
                judged ??= version;
                if (version == judged)
                    return content;
                await content.DisposeAsync();
                throw Changed(path);
            }
        );
    }

    private static async Task<(CsvContent Content, (long, DateTime) Version)> OpenAsync(
        string path,
        CsvReading reading,
        CancellationToken ct
    )
    {
        var file = await reading.UnblockedAsync(path, () => Open(path), ct);
        var before = VersionOf(file);
        var content = new CsvContent(new UnblockedStream(file, path, reading), path, FailureClass.System, reading)
        {
            CheckEndAsync = async end =>
            {
                if (await reading.UnblockedAsync(path, () => VersionOf(file), end) != before)
                    throw Changed(path);
            },
        };
        return (content, before);
    }

    private static FileStream Open(string path)
    {
        try
        {
            // Opening a pipe would wait for its writer, and a device may never end.
            if (FileKind.OddKindOf(path) is { } kind)
                throw new SourceException(
                    FailureClass.Config,
                    $"{path} is a {kind}, not a file.",
                    "Take it away, or set CSV_PATH to where the files are."
                );
            return new FileStream(
                path,
                new FileStreamOptions
                {
                    Share = FileShare.ReadWrite | FileShare.Delete,
                    Options = FileOptions.SequentialScan,
                    BufferSize = 0,
                }
            );
        }
        catch (UnauthorizedAccessException refused)
        {
            throw Unreadable(path, refused);
        }
        catch (IOException gone)
        {
            throw new SourceException(
                FailureClass.Config,
                $"{path} cannot be opened: {gone.Message}",
                "See that the file stays in its place during a run.",
                gone
            );
        }
    }

    public static SourceException Unreadable(string path, UnauthorizedAccessException refused) =>
        new(FailureClass.Config, $"{path} may not be read by this process.", "Grant it read access.", refused);

    private static (long Length, DateTime WrittenAt) VersionOf(FileStream file) =>
        (RandomAccess.GetLength(file.SafeFileHandle), File.GetLastWriteTimeUtc(file.SafeFileHandle));

    private static SourceException Changed(string path) =>
        new(
            FailureClass.Transient,
            $"{path} was written while it was read, so its rows may be cut or mixed.",
            "Nothing of this run was kept; the next run reads it from the beginning. Move finished files into place."
        );
}
