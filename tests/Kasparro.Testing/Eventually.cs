using System.Diagnostics;

namespace Kasparro.Testing;

/// <summary>For what another process or thread does in its own time; a test that waits in vain fails.</summary>
public static class Eventually
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > s_patience)
                Assert.Fail($"It did not happen within {s_patience.TotalSeconds} s.");
            await Task.Yield();
        }
    }

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));
}
