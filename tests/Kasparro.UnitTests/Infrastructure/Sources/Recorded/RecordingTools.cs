using System.Collections;
using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>What <c>make accept</c> and <c>make record</c> run; not tests of anything.</summary>
[Explicit("It writes files of the repository.")]
public sealed class RecordingTools
{
    private static string Source =>
        Environment.GetEnvironmentVariable("KASPARRO_SOURCE") is { Length: > 0 } source
            ? source
            : throw new InvalidOperationException("Say which source: make record source=kraken");

    /// <summary>Of all sources, or of one.</summary>
    [Test]
    public async Task Accept()
    {
        foreach (var source in Source == "all" ? RecordedSources.All : [Source])
            await Acceptance.AcceptAsync(RecordingFolder.LoadToAccept(RecordedSources.Module(source)));
    }

    /// <summary>With the settings of the environment, such as KRAKEN_BASE_URL.</summary>
    [Test]
    public async Task Record()
    {
        var module = RecordedSources.Module(Source);
        var settings = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(setting => ((string)setting.Key).StartsWith(module.SettingPrefix + "_", StringComparison.Ordinal))
            .ToDictionary(setting => (string)setting.Key, setting => (string?)setting.Value);
        using var network = new SocketsHttpHandler
        {
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            AllowAutoRedirect = false,
        };
        var recording = await Recorder.RecordAsync(module, settings, network, TimeProvider.System);

        var path = RecordingFolder.PathOf(module.Name, Recording.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, recording.Write());
        TestContext.Out.WriteLine($"{path}: {recording.Exchanges.Count} responses. Then: make accept source={Source}");
    }
}
