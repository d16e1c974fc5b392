using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>Finds the files that CSV_PATH means.</summary>
internal sealed partial class CsvLocation(CsvOptions options, CsvDownload download, ILogger<CsvLocation> log)
{
    private const char Undecodable = '\uFFFD';

    private static readonly string[] s_endings = [".csv", ".tsv", ".csv.gz", ".tsv.gz", ".zip"];

    // Hidden files are left out: what lies next to a file on some systems (._name.csv) is no CSV.
    private static readonly EnumerationOptions s_files = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false, // a folder that may not be read is not an empty one
    };

    public static bool IsCsv(string name) =>
        name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="SourceException">There is nothing to read at CSV_PATH.</exception>
    public Task<IReadOnlyList<CsvFile>> FilesAsync(CsvReading reading, CancellationToken ct) =>
        IsAddress(options.Path)
            ? Task.FromResult<IReadOnlyList<CsvFile>>([download.Of(AddressOf(options.Path), reading)])
            : reading.UnblockedAsync(options.Path, () => LocalFiles(options.Path, reading), ct);

    private static bool IsAddress(string path) =>
        path.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static Uri AddressOf(string path) =>
        Uri.TryCreate(path, UriKind.Absolute, out var address)
            ? address
            : throw new SourceException(
                FailureClass.Config,
                "CSV_PATH starts like an http address and is none.",
                "Correct CSV_PATH."
            );

    private IReadOnlyList<CsvFile> LocalFiles(string path, CsvReading reading)
    {
        if (Directory.Exists(path))
            return [.. FilesIn(path).Select(file => LocalCsv.Of(file, reading))];
        if (File.Exists(path))
            return [LocalCsv.Of(path, reading)];
        throw new SourceException(
            FailureClass.Config,
            $"CSV_PATH is '{path}', and there is no such file or directory.",
            "Put the files there, or set CSV_PATH to where they are."
        );
    }

    private IOrderedEnumerable<string> FilesIn(string directory)
    {
        var paths = ReadableNames(directory);
        if (paths.Count == 0)
            throw new SourceException(
                FailureClass.Config,
                $"CSV_PATH is '{directory}', a directory without any *.csv, *.tsv, *.csv.gz or *.zip "
                    + "(subdirectories are not read).",
                "Put the files there, or set CSV_PATH to where they are."
            );
        return paths.Order(StringComparer.Ordinal);
    }

    private List<string> ReadableNames(string directory)
    {
        try
        {
            var paths = new List<string>();
            foreach (var path in Directory.EnumerateFiles(directory, "*", s_files))
                if (!s_endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                    continue;
                else if (path.Contains(Undecodable, StringComparison.Ordinal) && !File.Exists(path))
                    LogSkipped(log, path);
                else
                    paths.Add(path);
            return paths;
        }
        catch (UnauthorizedAccessException refused)
        {
            throw LocalCsv.Unreadable(directory, refused);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Path} was skipped: its name is not UTF-8, so it cannot be opened. Rename it"
    )]
    private static partial void LogSkipped(ILogger log, string path);
}
