// cspell:disable: names that libpq chose.
using System.Globalization;
using Npgsql;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>What PostgreSQL's own clients call the parameters that Npgsql has too.</summary>
internal static class LibpqParameters
{
    private const string WholeNumber = "a whole number";

    /// <summary>By libpq's names; each with what its value may be.</summary>
    public static readonly IReadOnlyDictionary<
        string,
        (Action<NpgsqlConnectionStringBuilder, string> Set, string Accepted)
    > All = new Dictionary<string, (Action<NpgsqlConnectionStringBuilder, string> Set, string Accepted)>()
    {
        ["host"] = ((to, value) => to.Host = value, "a host"),
        ["port"] = ((to, value) => to.Port = Number(value), "1 to 65535"),
        ["dbname"] = ((to, value) => to.Database = value, "a database"),
        ["user"] = ((to, value) => to.Username = value, "a user"),
        ["password"] = ((to, value) => to.Password = value, "a password"),
        ["passfile"] = ((to, value) => to.Passfile = value, "a file"),
        ["application_name"] = ((to, value) => to.ApplicationName = value, "a name"),
        ["fallback_application_name"] = ((to, value) => to.ApplicationName ??= value, "a name"),
        ["connect_timeout"] = ((to, value) => to.Timeout = Number(value), "0 to 1024 seconds"),
        ["options"] = ((to, value) => to.Options = value, "options of the server"),
        ["sslmode"] = (
            (to, value) => to.SslMode = Mode(value),
            "disable, allow, prefer, require, verify-ca or verify-full"
        ),
        ["ssl"] = ((to, value) => to.SslMode = Mode(value), "true, false or a value of sslmode"),
        ["sslcert"] = ((to, value) => to.SslCertificate = value, "a file"),
        ["sslkey"] = ((to, value) => to.SslKey = value, "a file"),
        ["sslpassword"] = ((to, value) => to.SslPassword = value, "a password"),
        ["sslrootcert"] = (SetRootCertificate, "a file, or system"),
        ["sslnegotiation"] = ((to, value) => to.SslNegotiation = Named<SslNegotiation>(value), "postgres or direct"),
        ["channel_binding"] = (
            (to, value) => to.ChannelBinding = Named<ChannelBinding>(value),
            "disable, prefer or require"
        ),
        ["require_auth"] = (
            (to, value) => to.RequireAuth = Methods(value),
            "password, md5, gss, sspi, scram-sha-256 or none"
        ),
        ["gssencmode"] = (
            (to, value) => to.GssEncryptionMode = Named<GssEncryptionMode>(value),
            "disable, prefer or require"
        ),
        ["krbsrvname"] = ((to, value) => to.KerberosServiceName = value, "a name"),
        ["keepalives"] = ((to, value) => to.TcpKeepAlive = Number(value) != 0, "0 or 1"),
        ["keepalives_idle"] = ((to, value) => to.TcpKeepAliveTime = Number(value), WholeNumber + " of seconds"),
        ["keepalives_interval"] = ((to, value) => to.TcpKeepAliveInterval = Number(value), WholeNumber + " of seconds"),
        ["load_balance_hosts"] = ((to, value) => to.LoadBalanceHosts = IsRandom(value), "disable or random"),
        ["target_session_attrs"] = (
            (to, value) => to.TargetSessionAttributes = value,
            "any, primary, standby, prefer-primary, prefer-standby, read-write or read-only"
        ),
    };

    private static int Number(string value) =>
        int.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static bool IsRandom(string value) =>
        value is "random" || (value is "disable" ? false : throw new ArgumentException("Neither."));

    private static SslMode Mode(string value) =>
        value switch
        {
            // Of drivers that have no sslmode, or one more.
            "true" or "1" or "no-verify" => SslMode.Require,
            "false" or "0" => SslMode.Disable,
            _ => Named<SslMode>(value),
        };

    /// <summary>"system" is what .NET does by itself, but that libpq then also checks the name.</summary>
    private static void SetRootCertificate(NpgsqlConnectionStringBuilder to, string value)
    {
        if (value == "system")
            to.SslMode = SslMode.VerifyFull;
        else
            to.RootCertificate = value;
    }

    /// <summary>Not Parse alone: it also takes numbers that mean nothing.</summary>
    private static T Named<T>(string value)
        where T : struct, Enum =>
        Enum.Parse<T>(WithoutDashes(value), ignoreCase: true) is var named && Enum.IsDefined(named)
            ? named
            : throw new ArgumentException("No such value.");

    /// <summary>Npgsql knows them in its own spelling only.</summary>
    private static string Methods(string value) =>
        string.Join(
            ',',
            value
                .Split(',', StringSplitOptions.TrimEntries)
                .Select(method =>
                    method switch
                    {
                        "password" => "Password",
                        "md5" => "MD5",
                        "gss" => "GSS",
                        "sspi" => "SSPI",
                        "scram-sha-256" => "ScramSHA256",
                        "none" => "None",
                        _ => method,
                    }
                )
        );

    private static string WithoutDashes(string value) => value.Replace("-", "", StringComparison.Ordinal);
}
