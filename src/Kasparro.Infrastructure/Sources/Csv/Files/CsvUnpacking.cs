using System.IO.Compression;
using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>
/// Makes files that can be read several times. What is downloaded or packed is written to a temporary file first, so
/// that memory does not follow its length.
/// </summary>
internal sealed class CsvUnpacking(CsvReading reading)
{
    private const int SignatureBytes = 4;

    /// <summary>The file itself, or what is in it. Each is gone when the next one is asked for.</summary>
    public async IAsyncEnumerable<CsvFile> FilesAsync(CsvFile file, [EnumeratorCancellation] CancellationToken ct)
    {
        if (file.IsLocal && await PackingOfAsync(file, ct) == CsvPacking.None)
        {
            yield return file;
            yield break;
        }

        await using var received = await SpoolAsync(file.Name, await file.OpenAsync(ct), ct);
        switch (await PackingOfAsync(received.File, ct))
        {
            case CsvPacking.None:
                yield return received.File;
                break;
            case CsvPacking.Gzip:
                await using (var plain = await UnzipAsync(file.Name, received, ct))
                    yield return plain.File;
                break;
            case CsvPacking.Zip:
                await foreach (var plain in EntriesAsync(file.Name, received, ct))
                    yield return plain;
                break;
        }
    }

    private async Task<CsvSpool> UnzipAsync(string name, CsvSpool received, CancellationToken ct)
    {
        var unpacked = new CsvContent(CsvGzip.Unpack(received.OpenBytes()), name, FailureClass.System, reading)
        {
            EndBytes = CsvGzip.End.Length,
        };
        var plain = await SpoolAsync(name, unpacked, ct);
        if (plain.TakeEnd(CsvGzip.End))
            return plain;

        await plain.DisposeAsync();
        throw new SourceException(
            FailureClass.Transient,
            $"{name} ends within its packed bytes: it was cut, or is still being written.",
            "Nothing of this run was kept; the next run reads it from the beginning."
        );
    }

    private async IAsyncEnumerable<CsvFile> EntriesAsync(
        string name,
        CsvSpool received,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var archive = Archive(name, received);
        var entries = archive
            .Entries.Where(entry => CsvLocation.IsCsv(entry.Name))
            // What some systems add: __MACOSX/._prices.csv.
            .Where(entry => !entry.Name.StartsWith('.') && !entry.FullName.StartsWith("__", StringComparison.Ordinal))
            .ToList();
        if (entries.Count == 0)
            throw new SourceException(
                FailureClass.Data,
                $"{name} is a zip archive without any *.csv or *.tsv.",
                "Take it away, or put a CSV into it; nothing of it was kept."
            );
        foreach (var entry in entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            var path = $"{name}/{entry.FullName}";
            var unpacked = new CsvContent(Open(entry, path), path, FailureClass.System, reading);
            await using var plain = await SpoolAsync(path, unpacked, ct);
            yield return plain.File;
        }
    }

    private static Stream Open(ZipArchiveEntry entry, string path)
    {
        try
        {
            return entry.IsEncrypted ? throw Unreadable(path, "it has a password") : entry.Open();
        }
        catch (InvalidDataException unsupported)
        {
            throw Unreadable(path, unsupported.Message.TrimEnd('.'), unsupported);
        }
    }

    private static SourceException Unreadable(string path, string why, Exception? inner = null) =>
        new(
            FailureClass.Data,
            $"{path} cannot be unpacked: {why}.",
            "Pack it again without a password, as zip programs do by default; nothing of it was kept.",
            inner
        );

    private static ZipArchive Archive(string name, CsvSpool received)
    {
        try
        {
            return new ZipArchive(received.OpenBytes(), ZipArchiveMode.Read);
        }
        catch (InvalidDataException damaged)
        {
            throw new SourceException(
                FailureClass.Transient,
                $"{name} cannot be unpacked: {damaged.Message}",
                "It was cut or damaged on its way; the next run tries again.",
                damaged
            );
        }
    }

    private async Task<CsvSpool> SpoolAsync(string name, CsvContent content, CancellationToken ct)
    {
        await using (content)
            return await CsvSpool.WriteAsync(name, content, reading, ct);
    }

    private static async Task<CsvPacking> PackingOfAsync(CsvFile file, CancellationToken ct)
    {
        await using var content = await file.OpenAsync(ct);
        var signature = new byte[SignatureBytes];
        var length = 0;
        for (
            int read;
            length < SignatureBytes && (read = await content.ReadAsync(signature.AsMemory(length), ct)) > 0;

        )
            length += read;
        return signature switch
        {
            [0x1F, 0x8B, ..] => CsvPacking.Gzip,
            [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6] => CsvPacking.Zip,
            _ when CsvForeignFormat.Of(signature) is { } format => throw new SourceException(
                FailureClass.Data,
                $"{file.Name} is {format}, which is not read.",
                "Unpack it, or save it as CSV; plain files, gzip and zip are read. Nothing of it was kept."
            ),
            _ => CsvPacking.None,
        };
    }
}
