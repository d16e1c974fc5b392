using System.Data;
using Kasparro.Domain.Runs;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>The session that has a source's lock.</summary>
/// <param name="IsOurs">Whether it has our role and a name of ours.</param>
/// <param name="IsRun">Whether its process has recorded a run of the source that is running.</param>
/// <param name="Age">For how long it has been connected, by the database's clock; null where it is not ours.</param>
internal sealed record LockHolder(DatabaseSession Session, bool IsOurs, bool IsRun, TimeSpan? Age)
{
    public static LockHolder Read(NpgsqlDataReader row) =>
        new(
            DatabaseSession.Read(row),
            row.GetBoolean("is_ours"),
            row.GetBoolean("is_run"),
            row.IsDBNull("age") ? null : row.GetFieldValue<TimeSpan>("age")
        );

    /// <summary>
    /// Why a source must not be left to this session: a lock that is kept without work would stop the source unnoticed
    /// for as long as the session lives. Null where the source may be left to it.
    /// </summary>
    /// <param name="work">What should have the lock: a run or a transformation.</param>
    /// <param name="isWork">Whether it is that.</param>
    public RunFailure? Objection(string work, bool isWork, TimeSpan timeLimit)
    {
        if (isWork && !(Age > timeLimit))
            return null;

        var sentence = isWork
            ? $"The source is locked by {Session}, which is older than the source's time limit of {timeLimit}."
            : $"The source is locked by {Session}, which is not a {work} of it.";
        return new RunFailure(
            FailureClass.System,
            sentence,
            $"End it if it does not end by itself: SELECT pg_terminate_backend({Session.Pid})."
        );
    }
}
