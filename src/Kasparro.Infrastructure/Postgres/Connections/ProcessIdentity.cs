using Kasparro.Application;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>Who we are, for people who look at runs and locks: host and process.</summary>
internal sealed record ProcessIdentity(string Name)
{
    public static ProcessIdentity Current() => new($"{Environment.MachineName}:{Environment.ProcessId}");

    public RunMetadata NewMetadata() => new() { Version = ProductVersion.Text, Process = Name };
}
