namespace Kasparro.Infrastructure.Configuration;

/// <summary>
/// Settings that docker-compose.yml and what it starts read, and our programs do not. Here only to be described.
/// </summary>
internal sealed class ContainerSettings
{
    [Setting(
        "CSV_FOLDER",
        "./data/csv",
        Description = "Folder with CSV files, which the containers see as `/csv`. Without it, and without `CSV_PATH`, "
            + "csv takes no part"
    )]
    public string? CsvFolder { get; set; }

    [Setting(
        "KASPARRO_OWNER_PASSWORD",
        "secret",
        Description = "Password of the role that migrates. May be changed at any time"
    )]
    public string OwnerPassword { get; set; } = "kasparro_owner";

    [Setting(
        "KASPARRO_ETL_PASSWORD",
        "secret",
        Description = "Password of the role that writes rows. May be changed at any time"
    )]
    public string EtlPassword { get; set; } = "kasparro_etl";

    [Setting(
        "KASPARRO_API_PASSWORD",
        "secret",
        Description = "Password of the role that reads. May be changed at any time"
    )]
    public string ApiPassword { get; set; } = "kasparro_api";

    [Setting(
        "ETL_SCHEDULE",
        "0 */4 * * *",
        Description = "When the cron container runs the ETL: minute, hour, day, month, weekday, in UTC"
    )]
    public string Schedule { get; set; } = "0 */4 * * *";

    [Setting(
        "ETL_TASK_PER_SOURCE",
        "true",
        Description = "`true`: the cron container runs each of `ENABLED_SOURCES`, which has to be set, by itself"
    )]
    public string TaskPerSource { get; set; } = "false";

    [Setting(
        "ALERT_WEBHOOK_URL",
        "https://hooks.example.com/kasparro",
        Description = "Where Alertmanager sends alerts; without it they are only shown"
    )]
    public string? AlertWebhook { get; set; }
}
