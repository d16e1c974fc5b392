using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CsvHelper;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Csv.Files;
using Kasparro.Infrastructure.Sources.Csv.Layouts;

namespace Kasparro.Infrastructure.Sources.Csv.Rows;

/// <summary>
/// Reads files as pages of records. RFC 4180 to the letter: where quotes leave room for two readings, the file is
/// refused, not guessed at.
/// </summary>
internal sealed class CsvPages(int maxRowBytes)
{
    /// <summary>The page that is written, and the one before it.</summary>
    private (CsvPage Now, CsvPage Before) _pages = (new(), new());

    /// <summary>
    /// The records are valid until the next page but one is asked for: a page can be read while the one before is used.
    /// </summary>
    /// <param name="layout">How the file is written.</param>
    /// <exception cref="SourceException">The file is no CSV; its name and the line are in the message.</exception>
    public async IAsyncEnumerable<IReadOnlyList<RawRecord>> ReadAsync(
        string file,
        CsvContent content,
        CsvLayout layout,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        _pages.Now.Clear();
        await using var reader = Open(content, layout);
        var names = await ReadHeaderAsync(reader, file, layout, ct);
        var writer = new CsvRowWriter(names, layout.Facts);
        var (columns, cells) = (names.Count, 0);
        while (await ReadAsync(reader, file, ct))
        {
            cells = reader.FieldCount;
            _pages.Now.EndRow(writer.Write(reader, _pages.Now.Json));
            if (!_pages.Now.IsFull)
                continue;

            yield return _pages.Now.Records();
            _pages = (_pages.Before, _pages.Now);
            _pages.Now.Clear();
        }

        // A file without a last line end is legal, so only these two show that it was cut.
        if (content.EndsWithinLine && (cells < columns || !content.IsEndCertain))
            throw Cut(file);
        if (!_pages.Now.IsEmpty)
            yield return _pages.Now.Records();
    }

    /// <summary>Every row below the header, to look at.</summary>
    /// <param name="look">Gets the reader on each row.</param>
    public async Task ScanAsync(
        string file,
        CsvContent content,
        CsvLayout layout,
        Action<IReadOnlyList<byte[]>, CsvReader> look,
        CancellationToken ct
    )
    {
        await using var reader = Open(content, layout);
        var names = await ReadHeaderAsync(reader, file, layout, ct);
        while (await ReadAsync(reader, file, ct))
            look(names, reader);
    }

    /// <exception cref="SourceException">There is none, or it is no header of a CSV file.</exception>
    public async Task CheckHeaderAsync(string file, CsvContent content, CsvLayout layout, CancellationToken ct)
    {
        await using var reader = Open(content, layout);
        await ReadHeaderAsync(reader, file, layout, ct);
    }

    private CsvReader Open(CsvContent content, CsvLayout layout) =>
        CsvReader.Create(
            content,
            new CsvReaderOptions
            {
                Separator = layout.Separator,
                TrimWhitespace = layout.HasSpacedQuotes,
                HasHeader = false, // we read it as a row: its bytes are checked like any other's
                MalformedData = CsvMalformedDataHandling.Throw,
                FieldCountMismatch = CsvFieldCountHandling.Allow,
                MaxRecordSize = maxRowBytes,
                TrackLineNumbers = true,
            },
            leaveOpen: true
        );

    private async Task<IReadOnlyList<byte[]>> ReadHeaderAsync(
        CsvReader reader,
        string file,
        CsvLayout layout,
        CancellationToken ct
    )
    {
        var rows = layout.RowsBefore + (layout.Names is null ? 1 : 0);
        for (var row = 0; row < rows; row++)
            if (!await ReadAsync(reader, file, ct))
                throw Broken(file, "it is empty; not even a header is there");
        if (layout.Names is { } names)
            return names;
        if (layout.Columns.Count == 0 && reader.GetSpan(0).TrimStart(" \t"u8).StartsWith("<"u8))
            throw Broken(file, "it starts like HTML or XML, not with a header");
        return CsvRowWriter.NamesIn(reader);
    }

    private async ValueTask<bool> ReadAsync(CsvReader reader, string file, CancellationToken ct)
    {
        try
        {
            if (!await reader.ReadAsync(ct))
                return false;
        }
        catch (CsvFormatException malformed)
        {
            throw Broken(
                $"{file}, line {malformed.LineNumber}",
                malformed.Message.Replace(nameof(CsvReaderOptions.MaxRecordSize), "CSV_MAX_ROW_BYTES"),
                malformed
            );
        }

        CheckRow(reader, file);
        return true;
    }

    private void CheckRow(CsvReader reader, string file)
    {
        var row = reader.RawRecord;
        if (row.Length > maxRowBytes)
            throw Broken(
                $"{file}, line {reader.LineNumber}",
                $"the row has {row.Length} bytes; CSV_MAX_ROW_BYTES allows {maxRowBytes}"
            );
        if (row.Contains((byte)0))
            throw Broken($"{file}, line {reader.LineNumber}", "there is a NUL byte; this is no text");
        if (!Utf8.IsValid(row))
            throw Broken($"{file}, line {reader.LineNumber}", "there are bytes that are not UTF-8");
    }

    private static SourceException Cut(string file) =>
        new(
            FailureClass.Transient,
            $"{file} ends within a row: it was cut, or is still being written.",
            "Nothing of this run was kept; the next run reads it from the beginning."
        );

    private static SourceException Broken(string where, string what, Exception? inner = null) =>
        new(
            FailureClass.Data,
            $"{where}: {what.TrimEnd('.')}.",
            "Correct the file or take it away; nothing of it was kept.",
            inner
        );
}
