using Npgsql;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>Reads where the database is, in any of the common forms, into Npgsql's.</summary>
public static class ConnectionString
{
    private const string Variable = "DATABASE_URL";
    private const string Example = "postgres://kasparro:secret@localhost:5432/kasparro";

    /// <summary>Null where the settings do not say; the problem is then reported.</summary>
    public static string? From(DatabaseSettings database, Settings settings)
    {
        if (database.Url is { } url)
            return FromAddress(url, settings);
        if (database.Database is not null && database.User is not null)
            return FromParts(database, settings);

        settings.Report(
            Variable,
            "is missing, and so is POSTGRES_DB with POSTGRES_USER: one of the two ways must say where PostgreSQL is",
            Example
        );
        return null;
    }

    private static string? FromAddress(string text, Settings settings)
    {
        try
        {
            var address = DatabaseAddress.Read(text);
            if (address.WithoutEffect.Count > 0)
                settings.Warn(
                    Variable,
                    $"has parameters without effect here: {string.Join(", ", address.WithoutEffect)}"
                );
            return WithDefaults(address.Builder).ConnectionString;
        }
        catch (DatabaseAddressException unreadable)
        {
            settings.Report(Variable, unreadable.Message, Example);
            return null;
        }
    }

    private static string FromParts(DatabaseSettings database, Settings settings)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = database.Host,
            Port = database.Port,
            Database = database.Database,
            Username = database.User,
            Password = database.Password,
        };
        if (DatabaseHosts.ProblemOf(database.Host) is { } problem)
            settings.Report("POSTGRES_HOST", problem, "localhost");
        return WithDefaults(builder).ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder WithDefaults(NpgsqlConnectionStringBuilder builder)
    {
        // ShouldSerialize is whether the text says it; ContainsKey is true of every name that Npgsql knows.
        // Kerberos is not used, and asking for it logs an error where its library is absent.
        if (!builder.ShouldSerialize("GSS Encryption Mode"))
            builder["GSS Encryption Mode"] = "Disable";
        if (!builder.ShouldSerialize("Timeout"))
            builder.Timeout = 5;
        if (string.IsNullOrEmpty(builder.ApplicationName))
            builder.ApplicationName = "kasparro";
        return builder;
    }
}
