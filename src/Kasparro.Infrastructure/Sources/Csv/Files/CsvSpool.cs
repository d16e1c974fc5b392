using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>A temporary file with the bytes of a download or of a packed file. It goes when it is disposed.</summary>
internal sealed class CsvSpool : IAsyncDisposable
{
    private readonly FileStream _file;

    private CsvSpool(FileStream file, string name, bool isEndCertain, CsvReading reading)
    {
        _file = file;
        File = new CsvFile(
            name,
            IsLocal: true,
            _ =>
                Task.FromResult(
                    new CsvContent(OpenBytes(), name, FailureClass.System, reading) { IsEndCertain = isEndCertain }
                )
        );
    }

    /// <summary>Under the name of where it came from.</summary>
    public CsvFile File { get; }

    /// <exception cref="SourceException">There is too much, or no room for it.</exception>
    public static async Task<CsvSpool> WriteAsync(
        string name,
        CsvContent content,
        CsvReading reading,
        CancellationToken ct
    )
    {
        var file = Create(name);
        try
        {
            var buffer = new byte[128 * 1_024];
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0; )
            {
                reading.ThrowIfTooMuch(name, file.Length + read - content.EndBytes);
                await WriteAsync(file, name, buffer.AsMemory(0, read), ct);
            }

            return new CsvSpool(file, name, content.IsEndCertain, reading);
        }
        catch
        {
            await CloseAsync(file);
            throw;
        }
    }

    /// <summary>Reads it from the beginning.</summary>
    public FileStream OpenBytes() =>
        new(
            _file.Name,
            new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.SequentialScan,
            }
        );

    /// <summary>Removes this end from the file.</summary>
    /// <returns>False where it does not end so.</returns>
    public bool TakeEnd(ReadOnlySpan<byte> end)
    {
        using var bytes = OpenBytes();
        if (bytes.Length < end.Length)
            return false;
        var last = new byte[end.Length];
        bytes.Position = bytes.Length - end.Length;
        bytes.ReadExactly(last);
        if (!end.SequenceEqual(last))
            return false;
        _file.SetLength(bytes.Length - end.Length);
        return true;
    }

    public ValueTask DisposeAsync() => CloseAsync(_file);

    private static async ValueTask CloseAsync(FileStream file)
    {
        await file.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(file.Name)!);
    }

    private static FileStream Create(string name)
    {
        try
        {
            return new FileStream(
                // In a folder that only this user may open.
                Path.Combine(Directory.CreateTempSubdirectory("kasparro-").FullName, "spool"),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Share = FileShare.Read | FileShare.Delete,
                    Options = FileOptions.DeleteOnClose,
                    BufferSize = 0,
                }
            );
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw NoRoom(name, refused);
        }
    }

    private static async Task WriteAsync(FileStream file, string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await file.WriteAsync(bytes, ct);
        }
        catch (IOException full)
        {
            throw NoRoom(name, full);
        }
    }

    private static SourceException NoRoom(string name, Exception inner) =>
        new(
            FailureClass.System,
            $"{name} is kept in {Path.GetTempPath()} while it is read, and cannot be written there: {inner.Message}",
            "Make room, or set TMPDIR to a folder that has room for the file.",
            inner
        );
}
