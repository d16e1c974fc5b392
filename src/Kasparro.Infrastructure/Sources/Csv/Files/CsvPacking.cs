namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>How the bytes of a file are packed; they say so themselves, whatever its name is.</summary>
internal enum CsvPacking
{
    None,
    Gzip,
    Zip,
}
