using System.Text;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>Gives a text and then, instead of its end, an interruption.</summary>
internal sealed class InterruptedStream(string text, Func<CancellationToken, Task> interrupt)
    : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position == Length)
            await interrupt(cancellationToken);
        return await base.ReadAsync(buffer, cancellationToken);
    }
}
