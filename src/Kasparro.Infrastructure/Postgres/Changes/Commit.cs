namespace Kasparro.Infrastructure.Postgres.Changes;

/// <param name="ComesAgain">Whether a later commit wrote all rows of its source again.</param>
/// <param name="Move">Null where rows were written.</param>
internal sealed record Commit(long Id, string Source, long FromStatement, long ToStatement, bool ComesAgain, Move? Move)
{
    /// <summary>The position before its first change.</summary>
    public long Start => Move is null ? FromStatement : MoveReader.Start;
}

/// <summary>All rows of a source went from one asset to another.</summary>
internal sealed record Move(Guid From, Guid To);
