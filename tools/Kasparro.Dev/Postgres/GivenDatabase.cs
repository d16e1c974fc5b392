using Kasparro.Dev.Settings;

namespace Kasparro.Dev.Postgres;

/// <summary>A database that the user named. It is not ours to start, stop or delete.</summary>
internal static class GivenDatabase
{
    private static readonly string[] s_names =
    [
        "DATABASE_URL",
        "POSTGRES_HOST",
        "POSTGRES_PORT",
        "POSTGRES_DB",
        "POSTGRES_USER",
        "POSTGRES_PASSWORD",
    ];

    public static bool IsIn(LocalSettings settings) => s_names.Any(settings.Has);

    /// <summary>For psql, which reads no POSTGRES_*; the programs read the settings themselves.</summary>
    public static string Url(LocalSettings settings)
    {
        if (settings.Find("DATABASE_URL") is { } url)
            return url;
        var (host, port) = (settings.Find("POSTGRES_HOST") ?? "localhost", settings.Find("POSTGRES_PORT") ?? "5432");
        return $"postgres://{Part("POSTGRES_USER")}:{Part("POSTGRES_PASSWORD")}@{host}:{port}/{Part("POSTGRES_DB")}";

        string Part(string name) => Uri.EscapeDataString(settings.Find(name) ?? "");
    }
}
