namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>What is often given the name of a CSV and begins with a signature of its own.</summary>
internal static class CsvForeignFormat
{
    /// <summary>Null where the bytes begin like none of them.</summary>
    public static string? Of(ReadOnlySpan<byte> signature) =>
        signature switch
        {
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => "packed with bzip2",
            [0xFD, (byte)'7', (byte)'z', (byte)'X', ..] => "packed with xz",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "packed with Zstandard",
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "packed with 7-Zip",
            [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "packed with RAR",
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "a Parquet file",
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "a workbook of Excel",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF",
            _ => null,
        };
}
