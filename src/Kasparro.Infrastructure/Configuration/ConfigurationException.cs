namespace Kasparro.Infrastructure.Configuration;

/// <summary>What is wrong with the settings, all of it.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> problems)
    : Exception(
        $"The configuration has {problems.Count} problem{(problems.Count == 1 ? "" : "s")}:"
            + string.Concat(problems.Select(problem => $"\n  - {problem}"))
    )
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
