using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>Writes what a source makes of its recording now as what it has to make of it.</summary>
internal static class Acceptance
{
    /// <summary>
    /// Fails where another outcome would be accepted under the version that the present one was accepted under: raw
    /// records that are stored already would keep what the old mapping made of them.
    /// </summary>
    public static async Task AcceptAsync(RecordedSource recorded)
    {
        await using var bench = recorded.NewBench();
        var fetch = (await bench.FetchAsync()).AssertComplete();
        var now = Golden.Of(bench, fetch);
        Refuse(recorded.Golden, now);
        File.WriteAllText(RecordingFolder.PathOf(recorded.Module.Name, Golden.FileName), now.Write());
        TestContext.Out.WriteLine(
            $"{recorded.Module.Name}: {now.Records.Count} records. Hold them against the recording."
        );
    }

    /// <summary>Records that the recording did not have are no change of the mapping.</summary>
    internal static void Refuse(Golden before, Golden now)
    {
        if (before.TransformVersion != now.TransformVersion)
            return;
        var changed = before.Records.Except(now.Records).ToList();
        Assert.That(
            changed,
            Is.Empty,
            $"records that meant something else under {now.TransformVersion}: raise the transform version first, so "
                + "that what is stored is transformed again"
        );
    }
}
