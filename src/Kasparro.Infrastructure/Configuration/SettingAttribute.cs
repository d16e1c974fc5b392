namespace Kasparro.Infrastructure.Configuration;

/// <summary>Ties an option to the environment variable that sets it.</summary>
/// <param name="variable">Name of the environment variable, without its prefix where it has one.</param>
/// <param name="example">A value that would be accepted: shown where the given one is not.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string variable, string example) : Attribute
{
    public string Variable { get; } = variable;

    public string Example { get; } = example;

    /// <summary>True where each source has the setting under its own prefix: <c>COINGECKO_</c> and the name.</summary>
    public bool IsPrefixed { get; init; }

    /// <summary>True for keys and passwords: their value is never repeated, not even in an error about it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The setting as one source has it.</summary>
    internal SettingAttribute Under(string prefix, IReadOnlyDictionary<string, string> examples) =>
        new($"{prefix}_{Variable}", examples.GetValueOrDefault(Variable, Example)) { IsSecret = IsSecret };
}
