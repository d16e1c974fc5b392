namespace Kasparro.Simulator.Replay;

/// <summary>Recorded answers of one API, in the order of their file names.</summary>
internal sealed class Recordings
{
    private readonly IReadOnlyList<string> _files;
    private int _served;

    private Recordings(IReadOnlyList<string> files) => _files = files;

    /// <returns>Null where the folder has none for this API.</returns>
    public static Recordings? In(string? folder, string api)
    {
        if (folder is null || !Directory.Exists(Path.Combine(folder, api)))
            return null;
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(folder, api), "*.json").Order(StringComparer.Ordinal),
        ];
        return files.Length == 0 ? null : new Recordings(files);
    }

    /// <summary>The page's text, unchanged; an empty list past the end.</summary>
    public async Task<byte[]> PageAsync(int page, CancellationToken ct) =>
        page <= _files.Count ? await File.ReadAllBytesAsync(_files[page - 1], ct) : "[]"u8.ToArray();

    /// <summary>The next answer; the last one for ever after.</summary>
    public Task<byte[]> NextAsync(CancellationToken ct) =>
        File.ReadAllBytesAsync(_files[Math.Min(Interlocked.Increment(ref _served), _files.Count) - 1], ct);
}
