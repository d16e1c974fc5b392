using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>States and triggers of runs as the database has them: in lower case.</summary>
internal static class RunWords
{
    public static string Of<T>(T value)
        where T : struct, Enum => Enum.GetName(value)!.ToLowerInvariant();

    public static RunStatus Status(string word) => Enum.Parse<RunStatus>(word, ignoreCase: true);

    public static RunTrigger Trigger(string word) => Enum.Parse<RunTrigger>(word, ignoreCase: true);
}
