using System.Globalization;
using Npgsql;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>Reads where the database is, in either of the two common forms, into Npgsql's.</summary>
public static class ConnectionString
{
    private const string Example = "postgres://kasparro:secret@localhost:5432/kasparro";

    /// <summary>Null where the settings do not say; the problem is then reported.</summary>
    public static string? From(DatabaseSettings database, Settings settings)
    {
        try
        {
            if (database.Url is { } url)
                return FromUrl(url);
        }
        catch (Exception reason)
            when (reason
                    is ArgumentException
                        or FormatException
                        or OverflowException
                        or KeyNotFoundException
                        or InvalidCastException
            )
        {
            // Its message could repeat a part of the text, and the text has a password.
            settings.Report(
                "DATABASE_URL",
                $"cannot be read as postgres://… or as Host=…;Database=… ({reason.GetType().Name})",
                Example
            );
            return null;
        }

        if (database.Database is not null && database.User is not null)
            return FromParts(database);

        settings.Report(
            "DATABASE_URL",
            "is missing, and so is POSTGRES_DB with POSTGRES_USER: one of the two ways must say where PostgreSQL is",
            Example
        );
        return null;
    }

    private static string FromUrl(string text)
    {
        var builder = IsUri(text) ? FromUri(text) : new NpgsqlConnectionStringBuilder(text);
        if (string.IsNullOrEmpty(builder.Host))
            throw new FormatException("No host.");
        return WithDefaults(builder).ConnectionString;
    }

    private static string FromParts(DatabaseSettings database) =>
        WithDefaults(
            new NpgsqlConnectionStringBuilder
            {
                Host = database.Host,
                Port = database.Port,
                Database = database.Database,
                Username = database.User,
                Password = database.Password,
            }
        ).ConnectionString;

    private static bool IsUri(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>By hand, because several hosts (<c>a:5432,b:5432</c>) are no <see cref="Uri"/>.</summary>
    private static NpgsqlConnectionStringBuilder FromUri(string text)
    {
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (address, query) = Cut(rest, rest.IndexOf('?'));
        var (authority, path) = Cut(address, address.IndexOf('/'));
        var at = authority.LastIndexOf('@');
        var (user, password) =
            at < 0 ? ("", "") : Cut(authority[..at], authority.IndexOf(':') is var colon && colon < at ? colon : -1);

        if (path.Length == 0)
            throw new FormatException("No database.");

        var builder = new NpgsqlConnectionStringBuilder();
        SetHost(builder, authority[(at + 1)..]);
        builder.Database = Uri.UnescapeDataString(path);
        if (user.Length > 0)
            builder.Username = Uri.UnescapeDataString(user);
        if (password.Length > 0)
            builder.Password = Uri.UnescapeDataString(password);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
            Apply(builder, Cut(pair, pair.IndexOf('=')));
        return builder;
    }

    /// <summary>
    /// One host with its port apart, or several as Npgsql itself writes them. A folder's name (a Unix socket) comes
    /// percent-encoded.
    /// </summary>
    private static void SetHost(NpgsqlConnectionStringBuilder builder, string host)
    {
        if (!host.Contains(',') && host.LastIndexOf(':') is var port && port > host.LastIndexOf(']') && port >= 0)
        {
            builder.Port = int.Parse(host[(port + 1)..], CultureInfo.InvariantCulture);
            host = host[..port];
        }

        builder.Host = Uri.UnescapeDataString(host.Contains(',') ? host : host.Trim('[', ']'));
    }

    private static void Apply(NpgsqlConnectionStringBuilder builder, (string Name, string Value) parameter)
    {
        var value = Uri.UnescapeDataString(parameter.Value);
        switch (parameter.Name)
        {
            case "sslmode":
                builder.SslMode = Named<SslMode>(value);
                break;
            case "channel_binding":
                builder.ChannelBinding = Named<ChannelBinding>(value);
                break;
            case "sslrootcert":
                builder.RootCertificate = value;
                break;
            case "host":
                builder.Host = value;
                break;
            case "connect_timeout":
                builder.Timeout = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "target_session_attrs":
                builder.TargetSessionAttributes = value;
                break;
            case "application_name":
                builder.ApplicationName = value;
                break;
            default:
                builder[Uri.UnescapeDataString(parameter.Name)] = value;
                break;
        }
    }

    /// <summary>Not Parse alone: it also takes numbers that mean nothing.</summary>
    private static T Named<T>(string value)
        where T : struct, Enum =>
        Enum.Parse<T>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true) is var named
        && Enum.IsDefined(named)
            ? named
            : throw new ArgumentException("No such value.");

    private static (string Before, string After) Cut(string text, int at) =>
        at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);

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
