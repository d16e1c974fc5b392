using System.Data;
using System.Globalization;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>A session of the database, for a person who looks for it in <c>pg_stat_activity</c>.</summary>
/// <param name="Name">The program's name for it; ours end with host and process.</param>
/// <param name="Address">Null for a Unix socket, and where the role of the session is not ours.</param>
/// <param name="StartedAt">Null where the role of the session is not ours.</param>
internal sealed record DatabaseSession(int Pid, string Role, string Name, string? Address, DateTimeOffset? StartedAt)
{
    public static DatabaseSession Read(NpgsqlDataReader row) =>
        new(
            row.GetInt32("pid"),
            row.GetString("usename"),
            row.GetString("application_name"),
            row.IsDBNull("address") ? null : row.GetString("address"),
            row.IsDBNull("backend_start") ? null : row.GetFieldValue<DateTimeOffset>("backend_start")
        );

    public override string ToString()
    {
        var name = Name.Length > 0 ? Name : "a session without a name";
        var address = Address is null ? "" : $" on {Address}";
        var since = StartedAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $", since {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")
            : "";
        return $"{name} (pid {Pid}{address}, role {Role}{since})";
    }
}
