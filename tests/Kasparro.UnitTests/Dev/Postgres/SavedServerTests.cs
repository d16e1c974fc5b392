using Kasparro.Dev.Postgres;

namespace Kasparro.UnitTests.Dev.Postgres;

public sealed class SavedServerTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kasparro-dev-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void What_is_saved_is_loaded_until_it_is_forgotten()
    {
        var server = SavedServer.Create(inContainer: false, home: "/with space/#1 'quoted'");

        Assert.That(SavedServer.Load(_folder.FullName), Is.Null, "nothing is saved yet");
        (server with { Port = 1 }).Save(_folder.FullName);
        server.Save(_folder.FullName);

        Assert.That(SavedServer.Load(_folder.FullName), Is.EqualTo(server));
        SavedServer.Forget(_folder.FullName);
        Assert.That(SavedServer.Load(_folder.FullName), Is.Null);
    }

    [Test]
    public void Only_its_owner_can_read_the_password()
    {
        SavedServer.Create(inContainer: true, home: "").Save(_folder.FullName);

        Assert.That(
            _folder.GetFiles().Single().UnixFileMode,
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
    }

    [Test]
    public void Every_server_has_a_password_of_its_own_that_an_address_holds_as_it_is()
    {
        var server = SavedServer.Create(inContainer: false, home: "/x");

        Assert.That(server.Password, Does.Match("^[0-9a-f]{32}$"));
        Assert.That(SavedServer.Create(inContainer: false, home: "/x").Password, Is.Not.EqualTo(server.Password));
    }

    [Test]
    public void Each_role_has_a_password_of_its_own_that_stays_the_same()
    {
        var server = SavedServer.Create(inContainer: false, home: "/x");
        var passwords = Enum.GetValues<DatabaseRole>().Select(server.PasswordOf).ToList();

        Assert.That(passwords.Append(server.Password), Is.Unique.And.All.Matches("^[0-9a-f]{32}$"));
        Assert.That(
            Enum.GetValues<DatabaseRole>().Select((server with { Port = 1 }).PasswordOf),
            Is.EqualTo(passwords)
        );
        Assert.That(
            server.UrlOf(DatabaseRole.Etl),
            Is.EqualTo($"postgres://kasparro_etl:{passwords[1]}@127.0.0.1:{server.Port}/kasparro")
        );
    }
}
