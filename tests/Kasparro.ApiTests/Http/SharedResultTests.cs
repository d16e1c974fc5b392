using Kasparro.WebApi.Http;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.ApiTests.Http;

internal sealed class SharedResultTests
{
    private readonly FakeTimeProvider _time = new();
    private SharedResult<string> _shared = null!;
    private int _reads;

    [SetUp]
    public void Create() => (_shared, _reads) = (new SharedResult<string>(_time, TimeSpan.FromSeconds(1)), 0);

    [TearDown]
    public void Dispose() => _shared.Dispose();

    [Test]
    public async Task One_result_serves_for_its_time_and_is_then_read_again()
    {
        Assert.That(await ReadAsync(), Is.EqualTo("1"));
        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.That(await ReadAsync(), Is.EqualTo("1"));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(await ReadAsync(), Is.EqualTo("2"));
    }

    [Test, CancelAfter(60_000)]
    public async Task After_a_reading_that_failed_the_next_one_reads_again(CancellationToken ct)
    {
        Assert.That(
            async () => await _shared.GetAsync(_ => throw new InvalidOperationException("It is away."), ct),
            Throws.InvalidOperationException
        );

        Assert.That(await ReadAsync().WaitAsync(ct), Is.EqualTo("1"));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_client_that_leaves_while_it_waits_for_another_stops_no_one_else(CancellationToken ct)
    {
        var reading = new TaskCompletionSource<string>();
        var first = _shared.GetAsync(_ => reading.Task, ct);
        using var leaves = new CancellationTokenSource();
        var second = _shared.GetAsync(_ => Task.FromResult("second"), leaves.Token);
        await leaves.CancelAsync();
        reading.SetResult("first");

        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await first, Is.EqualTo("first"));
        Assert.That(await ReadAsync().WaitAsync(ct), Is.EqualTo("first"));
    }

    private Task<string> ReadAsync() => _shared.GetAsync(_ => Task.FromResult($"{++_reads}"), CancellationToken.None);
}
