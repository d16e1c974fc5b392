namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>
/// Reads a file so that the wait for a hanging disk can end. The read itself cannot, so it fills a buffer of its own:
/// the caller's may be in other use by the time it returns.
/// </summary>
internal sealed class UnblockedStream(Stream file, string name, CsvReading reading) : CsvStream
{
    private readonly byte[] _buffer = new byte[128 * 1_024];

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = Math.Min(buffer.Length, _buffer.Length);
        var read = await reading.UnblockedAsync(name, () => file.Read(_buffer, 0, length), cancellationToken);
        _buffer.AsMemory(0, read).CopyTo(buffer);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}
