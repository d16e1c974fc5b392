namespace Kasparro.Infrastructure.Configuration;

/// <summary>What one source says of a setting that every source has.</summary>
public sealed record SettingNote
{
    /// <summary>A value that would be accepted; null for that of all sources.</summary>
    public string? Example { get; init; }

    /// <summary>The default in words; null where it is a value, or none.</summary>
    public string? Default { get; init; }

    /// <summary>What is to be said besides; without its last full stop.</summary>
    public string? Remark { get; init; }
}
