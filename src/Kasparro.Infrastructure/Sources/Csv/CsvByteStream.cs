using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>The bytes of a CSV as they come: counted, each wait for them bounded, and their failures named.</summary>
/// <param name="failureClass">What a failing read means: a disk is our own trouble, a connection passes.</param>
/// <param name="owner">What is to be closed with the bytes.</param>
internal sealed class CsvByteStream(
    Stream bytes,
    string name,
    FailureClass failureClass,
    FetchMetrics metrics,
    TimeProvider time,
    IDisposable? owner = null
) : Stream
{
    /// <summary>Some servers need a while for their first byte; none is silent this long and then goes on.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var silence = new CancellationTokenSource(LongestSilence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            var read = await bytes.ReadAsync(buffer, either.Token);
            metrics.CountBytes(read);
            return read;
        }
        catch (OperationCanceledException late)
            when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Silent(name, late);
        }
        catch (InvalidDataException corrupt)
        {
            throw new SourceException(
                FailureClass.Data,
                $"{name} cannot be decompressed: {corrupt.Message}",
                "See whether the server sends what its headers say.",
                corrupt
            );
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw new SourceException(
                failureClass,
                $"{name} broke off while it was read: {broken.GetBaseException().Message}",
                "The next run reads it from its beginning.",
                broken
            );
        }
    }

    public static SourceException Silent(string name, Exception inner) =>
        new(
            FailureClass.Transient,
            $"{name} sent nothing for {LongestSilence.TotalSeconds:0} s.",
            "The next run tries again.",
            inner
        );

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A wait that cannot be cancelled.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            bytes.Dispose();
            owner?.Dispose();
        }

        base.Dispose(disposing);
    }
}
