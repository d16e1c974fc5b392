namespace Kasparro.Dev.Postgres;

/// <summary>Environment variables that say where the tests' PostgreSQL comes from.</summary>
internal static class TestDatabaseVariables
{
    /// <summary>A server on which the tests may create databases.</summary>
    public const string Url = "KASPARRO_TEST_DATABASE_URL";

    /// <summary>The coordinator of a Citus cluster, to a database that knows its workers. It wins.</summary>
    public const string CitusUrl = "KASPARRO_TEST_CITUS_URL";

    /// <summary>auto, docker or local.</summary>
    public const string Choice = "KASPARRO_TEST_DATABASE";
}
