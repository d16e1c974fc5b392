using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>Finds the files that CSV_PATH means.</summary>
internal sealed class CsvLocation(CsvOptions options, CsvDownload download, TimeProvider time)
{
    // Hidden files are left out: what lies beside a file on some systems (._name.csv) is no CSV.
    private static readonly EnumerationOptions s_csvFiles = new()
    {
        MatchCasing = MatchCasing.CaseInsensitive,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    /// <exception cref="SourceException">There is nothing to read at CSV_PATH.</exception>
    public IReadOnlyList<CsvFile> Files(FetchMetrics metrics)
    {
        if (IsAddress(options.Path))
            return [download.Of(AddressOf(options.Path), metrics)];
        if (Directory.Exists(options.Path))
            return FilesIn(options.Path, metrics);
        if (File.Exists(options.Path))
            return [Local(options.Path, metrics)];
        throw new SourceException(
            FailureClass.Config,
            $"CSV_PATH is '{options.Path}', and there is no such file or directory.",
            "Put the files there, or set CSV_PATH to where they are."
        );
    }

    private static bool IsAddress(string path) =>
        path.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static Uri AddressOf(string path) =>
        Uri.TryCreate(path, UriKind.Absolute, out var address)
            ? address
            : throw new SourceException(
                FailureClass.Config,
                "CSV_PATH begins like an http address and is none.",
                "Correct CSV_PATH."
            );

    private CsvFile[] FilesIn(string directory, FetchMetrics metrics)
    {
        try
        {
            var paths = Directory.GetFiles(directory, "*.csv", s_csvFiles);
            if (paths.Length == 0)
                throw new SourceException(
                    FailureClass.Config,
                    $"CSV_PATH is '{directory}', a directory without any *.csv file (those in directories below it do not count).",
                    "Put the files there, or set CSV_PATH to where they are."
                );

            Array.Sort(paths, StringComparer.Ordinal);
            return Array.ConvertAll(paths, path => Local(path, metrics));
        }
        catch (UnauthorizedAccessException refused)
        {
            throw Refused(directory, refused);
        }
    }

    private CsvFile Local(string path, FetchMetrics metrics) =>
        new(path, _ => Task.FromResult<Stream>(Open(path, metrics)));

    private CsvByteStream Open(string path, FetchMetrics metrics)
    {
        try
        {
            var file = new FileStream(
                path,
                new FileStreamOptions
                {
                    Share = FileShare.ReadWrite | FileShare.Delete,
                    Options = FileOptions.SequentialScan,
                    BufferSize = 0,
                }
            );
            return new CsvByteStream(file, path, FailureClass.System, metrics, time);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw Refused(path, refused);
        }
        catch (IOException gone)
        {
            throw new SourceException(
                FailureClass.Config,
                $"{path} cannot be opened: {gone.Message}",
                "See that the file stays in its place while a run reads it.",
                gone
            );
        }
    }

    private static SourceException Refused(string path, UnauthorizedAccessException refused) =>
        new(FailureClass.Config, $"{path} may not be read by this process.", "Grant it read access.", refused);
}
