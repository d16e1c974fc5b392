using System.Reflection;
using Kasparro.Infrastructure.Postgres.Runs;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

/// <summary>Who we are, for people who look at runs and locks.</summary>
internal sealed record ProcessIdentity(string Name, string Version)
{
    public static ProcessIdentity Current() =>
        new(
            $"{Environment.MachineName}:{Environment.ProcessId}",
            typeof(ProcessIdentity)
                .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                ?.InformationalVersion
                ?? "unknown"
        );

    public RunMetadata NewMetadata() => new() { Version = Version, Process = Name };
}
