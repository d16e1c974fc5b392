using System.IO.Compression;

namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>
/// Unpacks gzip and shows whether it was cut: .NET takes the end of the bytes for the end of the file. What follows a
/// whole file is unpacked like a file of its own, so a known one is put behind it, and has to come out.
/// </summary>
internal sealed class CsvGzip(Stream packed) : CsvStream
{
    private static readonly byte[] s_end = "\nThis file is whole."u8.ToArray();
    private static readonly byte[] s_packedEnd = Packed(s_end);

    private int _ofEnd;

    /// <summary>What follows the last byte of a whole file.</summary>
    public static ReadOnlySpan<byte> End => s_end;

    public static GZipStream Unpack(Stream packed) => new(new CsvGzip(packed), CompressionMode.Decompress);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await packed.ReadAsync(buffer, cancellationToken);
        if (read > 0)
            return read;

        read = Math.Min(buffer.Length, s_packedEnd.Length - _ofEnd);
        s_packedEnd.AsMemory(_ofEnd, read).CopyTo(buffer);
        _ofEnd += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            packed.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Packed(byte[] text)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
            gzip.Write(text);
        return stream.ToArray();
    }
}
