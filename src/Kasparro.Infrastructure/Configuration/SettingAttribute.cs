namespace Kasparro.Infrastructure.Configuration;

/// <summary>Ties an option to the environment variable that sets it.</summary>
/// <param name="variable">Name of the environment variable.</param>
/// <param name="example">A value that would be accepted: shown where the given one is not.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string variable, string example) : Attribute
{
    public string Variable { get; } = variable;

    public string Example { get; } = example;

    /// <summary>True for keys and passwords: their value is never repeated, not even in an error about it.</summary>
    public bool IsSecret { get; init; }
}
