namespace Kasparro.Application.Paging;

/// <summary>Which page of a list is wanted.</summary>
/// <typeparam name="TPosition">What the list is sorted by; its last member makes it unique.</typeparam>
/// <param name="Limit">Items of the page, at most.</param>
/// <param name="After">The position of the last item before the page; null for the first page.</param>
/// <param name="Offset">Items to skip, counted from <paramref name="After"/>.</param>
public sealed record PageRequest<TPosition>(int Limit, TPosition? After = null, long Offset = 0)
    where TPosition : class
{
    /// <summary>
    /// One more than the page holds: it shows whether another page follows, without counting the list.
    /// </summary>
    public int ItemsToRead => Limit + 1;

    /// <summary>The page of what was read, which is up to <see cref="ItemsToRead"/> items.</summary>
    public Page<T> PageOf<T>(IReadOnlyList<T> read) =>
        read.Count > Limit ? new Page<T>([.. read.Take(Limit)], HasMore: true) : new Page<T>(read, HasMore: false);
}
