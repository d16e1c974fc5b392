using System.Net;
using System.Text;
using Kasparro.Application.Sources;
using Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

[NonParallelizable]
public sealed class CsvMemoryTests
{
    private const int Megabyte = 1_024 * 1_024;

    [Test]
    public async Task A_file_of_300_megabytes_needs_no_more_memory_than_a_small_one()
    {
        var metrics = new FetchMetrics();
        var source = CsvProbe.Source(
            "http://files.example/large.csv",
            new StubNetwork(_ => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StreamContent(new EndlessRows(300 * Megabyte)),
            })
        );
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0,
            rows = 0;
        await foreach (
            var page in source.FetchAsync(
                new FetchContext(Guid.Empty, CsvProbe.Deadline, metrics),
                CancellationToken.None
            )
        )
        {
            rows += page.Records.Count;
            // What is alive, now and then: what merely was not collected yet depends on the machine.
            if (page.Number % 10 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.That(metrics.Bytes, Is.GreaterThanOrEqualTo(300 * Megabyte));
        Assert.That(rows, Is.EqualTo(EndlessRows.RowsIn(metrics.Bytes)));
        Assert.That(most, Is.LessThan(48 * Megabyte));
    }

    /// <summary>A header and the same rows over and over, made as they are read.</summary>
    private sealed class EndlessRows(long length) : Stream
    {
        private static readonly byte[] s_header = Encoding.UTF8.GetBytes("Symbol,Name,Date,Close,Note\n");
        private static readonly byte[] s_row = Encoding.UTF8.GetBytes(
            $"BTC,Bitcoin,2021-01-02,34235.19345116,\"{new string('x', 300)}\"\n"
        );
        private byte[] _current = s_header;
        private int _at;
        private long _given;

        public static long RowsIn(long bytes) => (bytes - s_header.Length) / s_row.Length;

        public override int Read(Span<byte> buffer)
        {
            var written = 0;
            while (written < buffer.Length)
            {
                if (_at == _current.Length)
                {
                    if (_given >= length)
                        break;
                    (_current, _at) = (s_row, 0);
                }

                var count = Math.Min(buffer.Length - written, _current.Length - _at);
                _current.AsSpan(_at, count).CopyTo(buffer[written..]);
                _at += count;
                written += count;
                _given += count;
            }

            return written;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
