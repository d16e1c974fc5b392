namespace Kasparro.Dev.Postgres;

/// <summary>What every cluster made here has in common.</summary>
internal static class Initdb
{
    /// <summary>UTF-8, and texts sorted by their bytes: the same on every machine.</summary>
    public static string[] Arguments(string data, string user) => ["-D", data, "-U", user, "-E", "UTF8", "--no-locale"];
}
