using Kasparro.Dev.Postgres;

namespace Kasparro.UnitTests.Dev.Postgres;

public sealed class ServerProgramsTests
{
    private static readonly ServerPrograms[] s_found = [new("/a", 15), new("/b", 17), new("/c", 14), new("/d", 17)];

    [TestCase("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", 15)]
    [TestCase("postgres (PostgreSQL) 18beta1\n", 18)]
    [TestCase("postgres: not found", 0)]
    [TestCase("", 0)]
    public void The_major_version_is_read_from_what_the_server_prints(string version, int major) =>
        Assert.That(ServerPrograms.ParseMajor(version), Is.EqualTo(major));

    [Test]
    public void The_newest_is_chosen_and_of_equals_the_first() =>
        Assert.That(ServerPrograms.Choose(s_found, major: null), Is.EqualTo(new ServerPrograms("/b", 17)));

    [Test]
    public void Data_of_one_version_wants_its_programs()
    {
        Assert.That(ServerPrograms.Choose(s_found, major: 15), Is.EqualTo(new ServerPrograms("/a", 15)));
        Assert.That(ServerPrograms.Choose(s_found, major: 16), Is.Null);
    }

    [Test]
    public void Too_old_is_not_found() => Assert.That(ServerPrograms.Choose(s_found, major: 14), Is.Null);
}
