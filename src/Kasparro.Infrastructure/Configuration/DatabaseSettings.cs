namespace Kasparro.Infrastructure.Configuration;

/// <summary>Where PostgreSQL is. <c>DATABASE_URL</c> wins over the <c>POSTGRES_*</c> variables.</summary>
public sealed class DatabaseSettings
{
    [Setting(
        "DATABASE_URL",
        "postgres://kasparro:secret@localhost:5432/kasparro",
        IsSecret = true,
        Description = "Address of PostgreSQL (15 or newer): `postgres://user:password@host:port/database`, or "
            + "Npgsql's `Host=…;Database=…`. Parameters as for psql; those of other tools are "
            + "ignored with a warning. Wins over `POSTGRES_*`. A primary and its replicas: "
            + "`postgres://user:password@a:5432,b:5432/database?target_session_attrs=prefer-standby`"
    )]
    public string? Url { get; set; }

    [Setting("POSTGRES_HOST", "localhost", Description = "Host, if `DATABASE_URL` is not set")]
    public string Host { get; set; } = "localhost";

    [Setting("POSTGRES_PORT", "5432", Description = "Port"), System.ComponentModel.DataAnnotations.Range(1, 65535)]
    public int Port { get; set; } = 5432;

    [Setting("POSTGRES_DB", "kasparro", Description = "Name of the database")]
    public string? Database { get; set; }

    [Setting("POSTGRES_USER", "kasparro", Description = "User")]
    public string? User { get; set; }

    [Setting("POSTGRES_PASSWORD", "secret", IsSecret = true, Description = "Password")]
    public string? Password { get; set; }
}
