namespace Kasparro.Infrastructure.Configuration.Reference;

/// <summary>Settings that are read together, or by one part of the product.</summary>
/// <param name="Remark">A sentence about all of them, in Markdown; null for none.</param>
public sealed record SettingGroup(string Title, string? Remark, IReadOnlyList<SettingEntry> Settings);
