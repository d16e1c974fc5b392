using Kasparro.Dev.Machine;
using Kasparro.Dev.Settings;

namespace Kasparro.Dev.Upstream;

/// <summary>
/// What the first demo chose, kept until the data is destroyed: live and simulated prices never go into one database.
/// </summary>
internal sealed class UpstreamChoice(RepositoryFolders folders, LocalSettings settings, IUpstreamProbe probe)
{
    private string File => folders.InState("upstream");

    /// <summary>Null where no demo has chosen yet: live then.</summary>
    public UpstreamKind? Current =>
        System.IO.File.Exists(File)
        && Enum.TryParse<UpstreamKind>(System.IO.File.ReadAllText(File).Trim(), ignoreCase: true, out var kind)
            ? kind
            : null;

    /// <summary>For the demo: looks whether the real APIs can be reached.</summary>
    public async Task<UpstreamKind> ChooseAsync(CancellationToken ct)
    {
        var kind = await DecideAsync(ct);
        await System.IO.File.WriteAllTextAsync(File, $"{Text(kind)}\n", ct);
        return kind;
    }

    public void Forget() => System.IO.File.Delete(File);

    private async Task<UpstreamKind> DecideAsync(CancellationToken ct)
    {
        if (SimulatedSources.FirstGiven(settings) is { } variable)
        {
            Terminal.Say($"{variable} is set: fetching from there.");
            return UpstreamKind.Given;
        }

        if (Current is { } current and not UpstreamKind.Given)
        {
            Terminal.Say(
                $"This database holds {Text(current)} data, and the demo goes on with it. "
                    + "To choose again: make destroy-data"
            );
            return current;
        }

        return await probe.AreReachableAsync(ct) ? UpstreamKind.Live : UpstreamKind.Simulated;
    }

    private static string Text(UpstreamKind kind) => kind.ToString().ToLowerInvariant();
}
