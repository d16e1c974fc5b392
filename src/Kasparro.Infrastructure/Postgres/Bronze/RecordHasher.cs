using System.Collections.Concurrent;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;

namespace Kasparro.Infrastructure.Postgres.Bronze;

/// <summary>Hashes records, and counts what they look like, on all cores.</summary>
internal sealed class RecordHasher(DeclaredFields fields)
{
    /// <summary>One for each thread that hashes; together they have seen every record.</summary>
    private readonly ConcurrentBag<RecordProfile> _profiles = [];

    /// <param name="records">Of a page.</param>
    /// <param name="hashes">Takes those of the records from one place up to another, or to the end.</param>
    public Task HashAsync(IReadOnlyList<RawRecord> records, byte[][] hashes, int from, int to)
    {
        to = Math.Min(to, hashes.Length);
        return from >= to
            ? Task.CompletedTask
            : Task.Run(() => Parallel.For(from, to, TakeProfile, Hash, _profiles.Add));

        RecordProfile Hash(int at, ParallelLoopState loop, RecordProfile profile)
        {
            hashes[at] = records[at].Hash();
            profile.Add(records[at].Payload.Span);
            return profile;
        }
    }

    /// <summary>What all hashed records look like.</summary>
    public SchemaProfile Profile()
    {
        var all = new RecordProfile(fields.Read, fields.Keyed);
        foreach (var profile in _profiles)
            all.Merge(profile);
        return all.ToProfile();
    }

    private RecordProfile TakeProfile() =>
        _profiles.TryTake(out var profile) ? profile : new RecordProfile(fields.Read, fields.Keyed);
}
