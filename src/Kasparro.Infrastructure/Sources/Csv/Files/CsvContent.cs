using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>The bytes of a CSV as they come: counted, limited, with bounded waits and named failures.</summary>
/// <param name="name">For messages; see <see cref="CsvFile"/>.</param>
/// <param name="failureClass">What a failing read means: a disk is our own trouble, a connection recovers.</param>
internal sealed class CsvContent(Stream bytes, string name, FailureClass failureClass, CsvReading reading) : CsvStream
{
    private byte _last = (byte)'\n';

    /// <summary>Closed with the bytes.</summary>
    public IDisposable? Owner { get; init; }

    /// <summary>
    /// False for a download that only the end of its connection ends, which a cut looks like. A length, chunks, HTTP/2
    /// and a file's own size prove where the end is.
    /// </summary>
    public bool IsEndCertain { get; init; } = true;

    /// <summary>Bytes behind the file that are no part of it.</summary>
    public int EndBytes { get; init; }

    /// <summary>True for the one reading of a file that gives its records: others read the same bytes.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Checked when the last byte has been read.</summary>
    public Func<CancellationToken, Task> CheckEndAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>True where what was read so far ends within a line.</summary>
    public bool EndsWithinLine => _last is not ((byte)'\n' or (byte)'\r');

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await ReadBytesAsync(buffer, cancellationToken);
        if (read == 0)
        {
            await CheckEndAsync(cancellationToken);
            return 0;
        }

        _last = buffer.Span[read - 1];
        if (!IsCounted)
            return read;
        reading.Metrics.CountBytes(read);
        reading.ThrowIfTooMuch(name, more: 0);
        return read;
    }

    private async Task<int> ReadBytesAsync(Memory<byte> buffer, CancellationToken ct)
    {
        try
        {
            return await reading.WithinLimitAsync(name, limit => bytes.ReadAsync(buffer, limit).AsTask(), ct);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or InvalidOperationException)
        {
            throw new SourceException(
                FailureClass.Transient,
                $"{name} cannot be decompressed: it was damaged on its way.",
                "The next run tries again; if it goes on, see whether the server sends what its headers say.",
                damaged
            );
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw new SourceException(
                failureClass,
                $"{name} could not be read to its end: {broken.GetBaseException().Message}",
                "The next run reads it from the beginning.",
                broken
            );
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            bytes.Dispose();
            Owner?.Dispose();
        }

        base.Dispose(disposing);
    }
}
