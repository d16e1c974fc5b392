using System.Data;
using Kasparro.Application.Changes;
using Kasparro.Infrastructure.Postgres.MarketData;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Changes;

/// <summary>
/// The changes of a move: that the rows of an asset and source are gone, then those that the other asset has now. They
/// come whole, because a client that starts late may have kept rows of another listing at either place.
/// </summary>
internal sealed class MoveReader(NpgsqlConnection connection, RowMove move)
{
    public const long Start = long.MinValue;

    /// <summary>In microseconds since 1970: before every time that a row can have.</summary>
    private const long BeforeAllRows = -100_000_000_000_000_000;

    public async Task<ChangePosition> ReadAsync(
        SilverCommit commit,
        ChangePosition position,
        List<Change> changes,
        int limit,
        CancellationToken ct
    )
    {
        if (position.Part != ChangePosition.Rows || changes.Count == limit)
            return position;
        if (position.Position == Start)
        {
            changes.Add(new Change(ChangeType.Moved, move.From, commit.Source, LastUpdated: null, Row: null, move.To));
            position = position with { Position = BeforeAllRows };
        }

        var wanted = limit - changes.Count;
        if (!commit.ComesAgain && wanted > 0)
        {
            await using var read = Sql.Command(
                connection,
                "rows_of_move",
                ("asset_id", move.To),
                ("source", commit.Source),
                ("after", position.Position),
                ("limit", (long)wanted)
            );
            await using var row = await read.ExecuteReaderAsync(ct);
            var columns = new MarketDataColumns(row);
            for (; await row.ReadAsync(ct); wanted--)
            {
                var data = columns.Row();
                changes.Add(new Change(ChangeType.Inserted, data.AssetId, data.Source, data.LastUpdated, data));
                position = position with { Position = row.GetInt64("position") };
            }
        }

        return wanted > 0 ? new ChangePosition(commit.Id, ChangePosition.Withdrawals, 0) : position;
    }
}
