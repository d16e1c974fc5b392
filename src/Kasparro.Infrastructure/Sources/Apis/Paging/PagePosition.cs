namespace Kasparro.Infrastructure.Sources.Apis.Paging;

/// <summary>Which page of a list comes next.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Offset">Records on the pages before it, as received: a server may send fewer than were
/// requested.</param>
internal readonly record struct PagePosition(int Number, long Offset)
{
    public static readonly PagePosition First = new(1, 0);
}
