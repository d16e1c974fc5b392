using System.Runtime.InteropServices;

namespace Kasparro.EtlHost.Commands;

/// <summary>
/// A person (Ctrl+C) or whatever runs the process (SIGTERM) wants it to stop. Heard as long as the process lives, so
/// that a signal in its last moment does not replace its exit code.
/// </summary>
internal static class StopSignal
{
    private const int ExitCodeOfSignals = 128;
    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>Within the ten seconds that a container is given to end.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(9);

    private static readonly CancellationTokenSource s_stop = new();
    private static readonly TaskCompletionSource<int> s_overdue = new();

    private static readonly PosixSignalRegistration[] s_registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Interrupt)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Terminate)),
    ];

    /// <param name="work">It is to end by itself when its token is cancelled.</param>
    /// <returns>Its exit code; that of the signal where it has not ended in time.</returns>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> work)
    {
        var exitCode = await await Task.WhenAny(Task.Run(() => work(s_stop.Token)), s_overdue.Task);
        GC.KeepAlive(s_registrations);
        return exitCode;
    }

    private static void Stop(PosixSignalContext context, int signal)
    {
        context.Cancel = true;
        if (!s_stop.IsCancellationRequested)
            _ = EndAsync(ExitCodeOfSignals + signal);
        s_stop.Cancel();
    }

    private static async Task EndAsync(int exitCode)
    {
        await Task.Delay(s_limit, TimeProvider.System);
        s_overdue.TrySetResult(exitCode);
    }
}
