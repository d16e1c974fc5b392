namespace Kasparro.Application.Paging;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="HasMore">Whether other items follow the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, bool HasMore);
