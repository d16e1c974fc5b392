using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>
/// The roles of deploy/sql/database_roles.sql in one test database, made by psql as in production. Roles belong to the
/// whole server, so their names here are this test's own.
/// </summary>
public sealed class DatabaseRoles : IAsyncDisposable
{
    private const string Password = "a secret's \"value\"";

    private readonly TestDatabase _database;
    private readonly string _prefix;

    private DatabaseRoles(TestDatabase database)
    {
        _database = database;
        _prefix = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
    }

    public string Owner => As("owner");

    public string Etl => As("etl");

    public string Api => As("api");

    /// <returns>Null where psql is not installed.</returns>
    public static async Task<DatabaseRoles?> TryCreateAsync(TestDatabase database)
    {
        var roles = new DatabaseRoles(database);
        try
        {
            await roles.ApplyAsync();
            return roles;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs the script again.</summary>
    public async Task ApplyAsync()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Repository(), "deploy", "sql", "database_roles.sql"));
        var address = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        var start = new ProcessStartInfo("psql", ["--no-psqlrc", "--quiet", "--file=-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGHOST"] = address.Host;
        start.Environment["PGPORT"] = address.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = address.Database;
        start.Environment["PGUSER"] = address.Username;
        if (address.Password is not null)
            start.Environment["PGPASSWORD"] = address.Password;
        foreach (var role in (string[])["OWNER", "ETL", "API"])
            start.Environment[$"{role}_PASSWORD"] = Password;

        using var psql = Process.Start(start)!;
        await psql.StandardInput.WriteAsync(script.Replace("kasparro_", $"{_prefix}_", StringComparison.Ordinal));
        psql.StandardInput.Close();
        var output = psql.StandardOutput.ReadToEndAsync();
        var errors = await psql.StandardError.ReadToEndAsync();
        await psql.WaitForExitAsync();
        if (psql.ExitCode != 0)
            throw new InvalidOperationException($"psql ended with {psql.ExitCode}: {errors}{await output}");
    }

    public async ValueTask DisposeAsync()
    {
        // What a role has on the workers of a cluster goes with the database only.
        if (_database.IsDistributed)
            return;
        foreach (var role in (string[])["etl", "api", "owner"])
            await _database.ExecuteAsync(
                $"REASSIGN OWNED BY {_prefix}_{role} TO CURRENT_USER; "
                    + $"DROP OWNED BY {_prefix}_{role}; DROP ROLE {_prefix}_{role}"
            );
    }

    private string As(string role) =>
        new NpgsqlConnectionStringBuilder(_database.ConnectionString)
        {
            Username = $"{_prefix}_{role}",
            Password = Password,
        }.ConnectionString;

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Kasparro.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests are not in their repository.");
        return folder.FullName;
    }
}
