using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>What <c>make accept</c> and <c>make record</c> run; not tests of anything.</summary>
[Explicit("It writes files of the repository.")]
public sealed class RecordingTools
{
    private static string Source =>
        Environment.GetEnvironmentVariable("KASPARRO_SOURCE")
        ?? throw new InvalidOperationException("source= is not set.");

    [Test]
    public async Task Accept()
    {
        foreach (var source in Source == "all" ? RecordedSources.All : [Source])
            await Acceptance.AcceptAsync(RecordingFolder.LoadToAccept(RecordedSources.Module(source)));
    }
}
