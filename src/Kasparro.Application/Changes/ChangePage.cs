namespace Kasparro.Application.Changes;

/// <summary>Some changes, in the order of commits.</summary>
/// <param name="Next">Where to go on, whether there is more now or not.</param>
/// <param name="HasMore">Whether other changes follow already.</param>
public sealed record ChangePage(IReadOnlyList<Change> Changes, ChangePosition Next, bool HasMore);
