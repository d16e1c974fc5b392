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
}
