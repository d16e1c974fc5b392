namespace Kasparro.Infrastructure.Postgres.Changes;

/// <param name="ComesAgain">Whether a later commit wrote all rows of its source again.</param>
/// <param name="Move">Null where rows were written.</param>
internal sealed record SilverCommit(
    long Id,
    string Source,
    long FromStatement,
    long ToStatement,
    bool ComesAgain,
    RowMove? Move
)
{
    /// <summary>The position before its first change.</summary>
    public long Start => Move is null ? FromStatement : MoveReader.Start;
}

/// <summary>All rows of a source went from one asset to another.</summary>
internal sealed record RowMove(Guid From, Guid To);
