using System.Runtime.CompilerServices;
using Kasparro.Infrastructure.Sources.Csv.Rows;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Rows;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReadAheadTests
{
    private readonly List<string> _events = [];

    [Test]
    public void Items_come_in_their_order_and_an_exception_where_its_item_would_have_come()
    {
        var seen = new List<int>();

        var thrown = Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var item in ReadAhead.OneAsync(NumbersAsync(failAt: 3), default))
                seen.Add(item);
        });

        Assert.That(thrown!.Message, Is.EqualTo("3"));
        Assert.That(seen, Is.EqualTo((int[])[0, 1, 2]));
        Assert.That(_events, Is.EqualTo((string[])["read 0", "read 1", "read 2", "closed"]));
    }

    [Test]
    public async Task The_next_item_and_no_other_is_read_while_the_caller_has_one()
    {
        await foreach (var item in ReadAhead.OneAsync(NumbersAsync(failAt: 5), default))
        {
            await Eventually.UntilAsync(() => _events.Count == item + 2);
            if (item == 3)
                break;
        }

        Assert.That(_events[^1], Is.EqualTo("closed"));
    }

    [Test]
    public void A_caller_that_stops_waits_for_what_is_read()
    {
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in ReadAhead.OneAsync(NumbersAsync(failAt: 9, stop.Token), stop.Token))
                await stop.CancelAsync();
        });

        Assert.That(_events[^1], Is.EqualTo("closed"));
    }

    private async IAsyncEnumerable<int> NumbersAsync(
        int failAt,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        try
        {
            for (var number = 0; number < failAt; number++)
            {
                ct.ThrowIfCancellationRequested();
                Note($"read {number}");
                yield return number;
            }

            throw new InvalidDataException($"{failAt}");
        }
        finally
        {
            await Task.Yield();
            Note("closed");
        }
    }

    private void Note(string what)
    {
        lock (_events)
            _events.Add(what);
    }
}
