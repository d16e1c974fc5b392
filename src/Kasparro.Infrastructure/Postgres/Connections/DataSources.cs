using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>Pooled connections, as a host's use of them wants.</summary>
internal static class DataSources
{
    /// <summary>More than there are statements, so that each is parsed and planned once a connection.</summary>
    private const int PreparedStatements = 100;

    public static KasparroDatabase Open(string connectionString, DatabaseUse use, ILoggerFactory? logs)
    {
        var builder = Builder(connectionString, use, logs);
        var sessionless =
            use == DatabaseUse.Reads ? Open(connectionString, DatabaseUse.ReadsWithoutSession, logs) : null;
        var wanted = builder.ConnectionStringBuilder.TargetSessionAttributes;
        // Npgsql wants it for each data source where there are several hosts, and not at all where there is one.
        builder.ConnectionStringBuilder.TargetSessionAttributes = null;
        if (!KasparroDatabase.HasSeveralHosts(connectionString))
            return new KasparroDatabase(connectionString, builder.Build(), sessionless: sessionless);

        var hosts = builder.BuildMultiHost();
        var primary = hosts.WithTargetSession(TargetSessionAttributes.Primary);
        return new KasparroDatabase(
            connectionString,
            use == DatabaseUse.Work ? primary : hosts.WithTargetSession(Parse(wanted)),
            primary,
            hosts,
            sessionless
        );
    }

    /// <summary>The text was checked when it was put into the connection string.</summary>
    private static TargetSessionAttributes Parse(string? wanted) =>
        wanted is null
            ? TargetSessionAttributes.Any
            : Enum.Parse<TargetSessionAttributes>(wanted.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>With the types that columns have: setting up all that PostgreSQL has takes a start longer.</summary>
    /// <param name="name">In metrics.</param>
    public static NpgsqlSlimDataSourceBuilder Builder(string connectionString, string name)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString) { Name = name };
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        builder.EnableArrays();
        builder.EnableJsonTypes();
        return builder;
    }

    private static NpgsqlSlimDataSourceBuilder Builder(string connectionString, DatabaseUse use, ILoggerFactory? logs)
    {
        var builder = Builder(connectionString, "kasparro");
        builder.UseLoggerFactory(logs);
        if (use == DatabaseUse.Work)
            return builder;

        var settings = builder.ConnectionStringBuilder;
        // Reads leave nothing behind in a session that would need to be reset.
        if (!settings.ShouldSerialize("No Reset On Close"))
            settings.NoResetOnClose = true;
        if (use == DatabaseUse.ReadsWithoutSession)
        {
            // A prepared statement would be looked for in another client's session.
            settings.MaxAutoPrepare = 0;
            return builder;
        }

        if (!settings.ShouldSerialize("Max Auto Prepare"))
            settings.MaxAutoPrepare = PreparedStatements;
        if (!settings.ShouldSerialize("Auto Prepare Min Usages"))
            settings.AutoPrepareMinUsages = 2;
        // A statement, not a start-up option: poolers in between refuse options that they do not know.
        return builder.UsePhysicalConnectionInitializer(PlanOnce, PlanOnceAsync);
    }

    private static void PlanOnce(NpgsqlConnection connection)
    {
        using var command = Sql.Command(connection, "plan_once");
        command.ExecuteNonQuery();
    }

    private static async Task PlanOnceAsync(NpgsqlConnection connection)
    {
        await using var command = Sql.Command(connection, "plan_once");
        await command.ExecuteNonQueryAsync();
    }
}
