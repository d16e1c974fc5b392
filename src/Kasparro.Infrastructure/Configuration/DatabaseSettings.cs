namespace Kasparro.Infrastructure.Configuration;

/// <summary>Where PostgreSQL is. <c>DATABASE_URL</c> wins over the <c>POSTGRES_*</c> variables.</summary>
public sealed class DatabaseSettings
{
    /// <summary><c>postgres://user:password@host:port/database</c>, or Npgsql's <c>Host=…;Database=…</c>.</summary>
    [Setting("DATABASE_URL", "postgres://kasparro:secret@localhost:5432/kasparro", IsSecret = true)]
    public string? Url { get; set; }

    [Setting("POSTGRES_HOST", "localhost")]
    public string Host { get; set; } = "localhost";

    [Setting("POSTGRES_PORT", "5432"), System.ComponentModel.DataAnnotations.Range(1, 65535)]
    public int Port { get; set; } = 5432;

    [Setting("POSTGRES_DB", "kasparro")]
    public string? Database { get; set; }

    [Setting("POSTGRES_USER", "kasparro")]
    public string? User { get; set; }

    [Setting("POSTGRES_PASSWORD", "secret", IsSecret = true)]
    public string? Password { get; set; }
}
