namespace Kasparro.Application.Changes;

/// <summary>How far a client has followed the changes.</summary>
/// <param name="CommitId">The commit it is in.</param>
/// <param name="Part">Of this commit: <see cref="Rows"/>, or after them <see cref="Withdrawals"/>.</param>
/// <param name="Position">The last one it has, of this part.</param>
public sealed record ChangePosition(long CommitId, string Part, long Position)
{
    public const string Rows = "rows";
    public const string Withdrawals = "withdrawals";

    public static ChangePosition Beginning { get; } = EndOf(0);

    public static ChangePosition EndOf(long commitId) => new(commitId, Withdrawals, long.MaxValue);
}
