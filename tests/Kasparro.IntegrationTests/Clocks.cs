using Kasparro.Testing;
using Kasparro.Testing.Database;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests;

/// <summary>Advances of a clock that stands still, as far as real work has come.</summary>
internal static class Clocks
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Advances the clock once a session of the product waits for a lock.</summary>
    public static async Task AdvanceWhenBlockedAsync(this FakeTimeProvider time, TestDatabase database, TimeSpan by)
    {
        await Eventually.UntilAsync(async () =>
            await database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND application_name LIKE 'kasparro%' AND wait_event_type = 'Lock'"
            ) > 0
        );
        time.Advance(by);
    }

    /// <summary>Advances the clock in small steps until something has happened.</summary>
    public static Task AdvanceUntilAsync(this FakeTimeProvider time, Func<bool> isDone) =>
        Eventually.UntilAsync(() =>
        {
            if (isDone())
                return true;
            time.Advance(TimeSpan.FromMilliseconds(100));
            return false;
        });
}
