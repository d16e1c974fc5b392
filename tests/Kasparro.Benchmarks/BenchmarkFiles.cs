namespace Kasparro.Benchmarks;

/// <summary>The files of one run of the benchmark; gone with it.</summary>
internal sealed class BenchmarkFiles : IDisposable
{
    // PostgreSQL's own user must be able to read nothing here: psql does, and it runs as us.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kasparro-bench-");

    public string Csv => Path.Combine(_folder.FullName, "ohlcv.csv");

    /// <summary>What Bronze holds, hashes included, in PostgreSQL's text format.</summary>
    public string Hashed => Path.Combine(_folder.FullName, "hashed.copy");

    /// <summary>One statement, for pgbench.</summary>
    public string Statement => Path.Combine(_folder.FullName, "statement.sql");

    public void Dispose() => _folder.Delete(recursive: true);
}
