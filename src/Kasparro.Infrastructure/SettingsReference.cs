using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Configuration.Reference;
using Kasparro.Infrastructure.Postgres.Drift;
using Kasparro.Infrastructure.Postgres.Retention;
using Kasparro.Infrastructure.Sources;
using Kasparro.Infrastructure.Sources.Registration;

namespace Kasparro.Infrastructure;

/// <summary>Every setting of the product, as .env.example and docs/configuration.md list them.</summary>
public static class SettingsReference
{
    /// <param name="etl">Settings that only the ETL's host has.</param>
    public static IReadOnlyList<SettingGroup> Groups(IReadOnlyList<SettingEntry> etl) =>
        [
            new(
                "Database",
                "Without any of these, make starts a PostgreSQL of its own.",
                SettingEntry.Of<DatabaseSettings>()
            ),
            new(
                "Logs",
                "On a terminal the ETL shows a table instead, and warnings above it; the API text.",
                SettingEntry.Of<LogSettings>()
            ),
            new("Sources", null, [.. SettingEntry.Of<SourceSettings>(), .. SettingEntry.Of<DriftSettings>()]),
            new("Retention", RetentionSettings.Remark, SettingEntry.Of<RetentionSettings>()),
            .. SourceModules.All.Select(Of),
            new("ETL", null, etl),
            new("API", null, SettingEntry.Of<ApiSettings>()),
            new("Docker only: docker-compose.yml", null, SettingEntry.Of<ContainerSettings>()),
        ];

    private static SettingGroup Of(ISourceModule module) =>
        new(
            module.IsOnByDefault ? module.Title : $"{module.Title} (off by default)",
            module.IsOnByDefault ? null : $"Takes part where `{SourceSettings.Variable}` names {module.Name}.",
            SettingEntry.Of(Activator.CreateInstance(module.Options)!, module.SettingPrefix, module.SettingNotes)
        );
}
