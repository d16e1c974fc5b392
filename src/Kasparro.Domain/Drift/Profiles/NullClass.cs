namespace Kasparro.Domain.Drift.Profiles;

/// <summary>Whether a path is null. Absent is not null.</summary>
public enum NullClass
{
    Never,
    Sometimes,
    Always,
}
