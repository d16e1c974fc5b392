using Kasparro.Dev.Settings;
using Kasparro.Dev.Upstream;

namespace Kasparro.UnitTests.Dev.Upstream;

public sealed class UpstreamChoiceTests
{
    private RepositoryFolders _folders = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folders = new RepositoryFolders(Directory.CreateTempSubdirectory("kasparro-dev-").FullName);
        Directory.CreateDirectory(_folders.State);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folders.Root, recursive: true);

    [TestCase(true, "Live")]
    [TestCase(false, "Simulated")]
    public async Task The_first_demo_looks_whether_the_APIs_can_be_reached(bool areReachable, string kind)
    {
        Assert.That(Choice(areReachable).Current, Is.Null);
        Assert.That((await Choice(areReachable).ChooseAsync(default)).ToString(), Is.EqualTo(kind));
        Assert.That(Choice(areReachable).Current.ToString(), Is.EqualTo(kind));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_it_chose_holds_until_it_is_forgotten(bool wereReachable)
    {
        var first = await Choice(wereReachable).ChooseAsync(default);

        Assert.That(await Choice(!wereReachable).ChooseAsync(default), Is.EqualTo(first));
        Choice(wereReachable).Forget();
        Assert.That(await Choice(!wereReachable).ChooseAsync(default), Is.Not.EqualTo(first));
    }

    [TestCase("COINGECKO_BASE_URL")]
    [TestCase("COINPAPRIKA_BASE_URL")]
    public async Task Addresses_in_the_settings_win_and_bind_no_later_demo(string variable)
    {
        Assert.That(await Choice(false, variable).ChooseAsync(default), Is.EqualTo(UpstreamKind.Given));
        Assert.That(await Choice(true).ChooseAsync(default), Is.EqualTo(UpstreamKind.Live));
    }

    [Test]
    public void No_real_key_reaches_the_simulator()
    {
        var simulated = UpstreamSettings.Simulated("http://127.0.0.1:1/");

        Assert.That(simulated["COINGECKO_API_KEY"], Is.EqualTo("simulated"));
        Assert.That(simulated["COINPAPRIKA_API_KEY"], Is.Empty);
        Assert.That(simulated["COINGECKO_BASE_URL"], Is.EqualTo("http://127.0.0.1:1/api/v3"));
    }

    private UpstreamChoice Choice(bool areReachable, string? given = null) =>
        new(
            _folders,
            new LocalSettings(name => name == given ? "http://x" : null, new Dictionary<string, string>()),
            new Probe(areReachable)
        );

    private sealed class Probe(bool areReachable) : IUpstreamProbe
    {
        public Task<bool> AreReachableAsync(CancellationToken ct) => Task.FromResult(areReachable);
    }
}
