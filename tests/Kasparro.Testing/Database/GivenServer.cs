using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>The server that an environment variable names. It is not ours to stop.</summary>
internal static class GivenServer
{
    public static TestServer At(string address) =>
        new(address.Contains("://", StringComparison.Ordinal) ? FromUrl(new Uri(address)) : address, owned: null);

    private static string FromUrl(Uri url)
    {
        var credentials = url.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        return new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.IsDefaultPort || url.Port < 0 ? 5432 : url.Port,
            Username = credentials[0],
            Password = credentials.ElementAtOrDefault(1),
            Database = url.AbsolutePath.Trim('/') is { Length: > 0 } database
                ? Uri.UnescapeDataString(database)
                : "postgres",
        }.ConnectionString;
    }
}
