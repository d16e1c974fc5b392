namespace Kasparro.Infrastructure.Configuration;

/// <summary>
/// Ties an option to the environment variable that sets it, and says all that the reference says of it: .env.example
/// and docs/configuration.md are written from here.
/// </summary>
/// <param name="variable">Name of the environment variable, without its prefix where it has one.</param>
/// <param name="example">A value that would be accepted: shown where the given one is not.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string variable, string example) : Attribute
{
    public string Variable { get; } = variable;

    public string Example { get; } = example;

    /// <summary>
    /// What it means: sentences in Markdown, the last one without its full stop. Range, accepted values and default
    /// follow by themselves.
    /// </summary>
    public string? Description { get; init; }

    /// <summary>The default in words, where it is no value of the option.</summary>
    public string? Default { get; init; }

    /// <summary>True where each source has the setting under its own prefix: <c>COINGECKO_</c> and the name.</summary>
    public bool IsPrefixed { get; init; }

    /// <summary>True for keys and passwords: their value is never repeated, not even in an error about it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The setting as one source has it.</summary>
    internal SettingAttribute Under(string prefix, SettingNote? note) =>
        new($"{prefix}_{Variable}", note?.Example ?? Example)
        {
            IsSecret = IsSecret,
            Description = note?.Remark is { } remark ? $"{Description}. {remark}" : Description,
            Default = note?.Default ?? Default,
        };
}
