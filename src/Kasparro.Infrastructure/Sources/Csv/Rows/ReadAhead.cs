using System.Runtime.CompilerServices;

namespace Kasparro.Infrastructure.Sources.Csv.Rows;

/// <summary>Reads while the caller works.</summary>
internal static class ReadAhead
{
    /// <summary>
    /// The same items in the same order, of which the next one is read on another thread meanwhile. An exception comes
    /// where the item would have come.
    /// </summary>
    public static async IAsyncEnumerable<T> OneAsync<T>(
        IAsyncEnumerable<T> items,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var reader = items.GetAsyncEnumerator(ct);
        var next = Task.Run(MoveAsync, CancellationToken.None);
        try
        {
            while (await next)
            {
                var item = reader.Current;
                next = Task.Run(MoveAsync, CancellationToken.None);
                yield return item;
            }
        }
        finally
        {
            // Where the caller stops early, nothing reads any more when it goes on.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<bool> MoveAsync() => await reader.MoveNextAsync();
    }
}
