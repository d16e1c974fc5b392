namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>One CSV to read, wherever it lies.</summary>
/// <param name="Name">For messages: the path, or the address without what may be secret in it.</param>
/// <param name="OpenAsync">Opens its content; the caller closes it.</param>
/// <param name="IsLocal">It may be opened again, and reads the same.</param>
internal sealed record CsvFile(string Name, bool IsLocal, Func<CancellationToken, Task<CsvContent>> OpenAsync);
