namespace Kasparro.ApiTests;

/// <summary>For what another process or thread does in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > s_patience)
                Assert.Fail($"It did not happen within {s_patience.TotalSeconds} s.");
            await Task.Yield();
        }
    }
}
