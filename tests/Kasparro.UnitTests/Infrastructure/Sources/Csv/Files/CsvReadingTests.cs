using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Csv.Files;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>Disks and mounts that hang: the calls to them cannot be cancelled, the wait for them can.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvReadingTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ManualResetEventSlim _mountIsBack = new();

    [TearDown]
    public void EndTheCall() => _mountIsBack.Set();

    public void Dispose() => _mountIsBack.Dispose();

    [Test]
    public async Task A_call_that_blocks_is_waited_for_a_minute_and_no_longer()
    {
        var started = new TaskCompletionSource();
        var call = Reading().UnblockedAsync("mount/a.csv", () => Block(started), CancellationToken.None);
        await started.Task;
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(call.IsCompleted, Is.False);

        _time.Advance(TimeSpan.FromSeconds(1));
        var failure = Assert.ThrowsAsync<SourceException>(() => call)!.Failure;
        Assert.That(
            (failure.Class, failure.Sentence),
            Is.EqualTo((FailureClass.Transient, "mount/a.csv sent nothing for 60 s."))
        );
    }

    [Test]
    public async Task A_call_that_blocks_does_not_keep_a_cancelled_run()
    {
        using var cancel = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var call = Reading().UnblockedAsync("mount/a.csv", () => Block(started), cancel.Token);
        await started.Task;
        await cancel.CancelAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_read_that_returns_after_the_wait_ended_writes_into_no_buffer_of_others()
    {
        using var cancel = new CancellationTokenSource();
        var disk = new HangingDisk(_mountIsBack);
        await using var stream = new UnblockedStream(disk, "mount/a.csv", Reading());
        var buffer = new byte[16];
        var read = stream.ReadAsync(buffer, cancel.Token).AsTask();
        await disk.Started;
        await cancel.CancelAsync();
        Assert.That(async () => await read, Throws.InstanceOf<OperationCanceledException>());

        _mountIsBack.Set();
        await disk.Ended;
        Assert.That(buffer, Is.All.Zero);
    }

    private CsvReading Reading() => new(new FetchMetrics(), long.MaxValue, _time);

    private int Block(TaskCompletionSource started)
    {
        started.SetResult();
        _mountIsBack.Wait();
        return 0;
    }

    private sealed class HangingDisk(ManualResetEventSlim isBack) : MemoryStream
    {
        private readonly TaskCompletionSource _started = new();
        private readonly TaskCompletionSource _ended = new();

        public Task Started => _started.Task;

        public Task Ended => _ended.Task;

        public override int Read(byte[] buffer, int offset, int count)
        {
            _started.SetResult();
            isBack.Wait();
            buffer.AsSpan(offset, count).Fill((byte)'x');
            _ended.SetResult();
            return count;
        }
    }
}
