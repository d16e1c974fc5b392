using Kasparro.Dev.Programs;

namespace Kasparro.UnitTests.Dev.Programs;

public sealed class SourceFingerprintTests
{
    private DirectoryInfo _root = null!;

    [SetUp]
    public void MakeTree()
    {
        _root = Directory.CreateTempSubdirectory("kasparro-dev-");
        Write("src/A/One.cs");
        Write("src/A/obj/Made.cs");
        Write("docs/Other.md");
        Write("global.json");
    }

    [TearDown]
    public void RemoveTree() => _root.Delete(recursive: true);

    [Test]
    public void It_stays_while_no_source_changes()
    {
        var before = Fingerprint();
        Write("src/A/obj/More.cs");
        Write("docs/More.md");

        Assert.That(Fingerprint(), Is.EqualTo(before));
    }

    [TestCase("src/A/Two.cs", Description = "added")]
    [TestCase("src/A/One.cs", Description = "changed")]
    [TestCase("global.json", Description = "what every project is built with")]
    public void It_changes_with_a_source(string path)
    {
        var before = Fingerprint();
        Write(path, "changed");

        Assert.That(Fingerprint(), Is.Not.EqualTo(before));
    }

    [Test]
    public void It_changes_when_a_source_is_removed()
    {
        var before = Fingerprint();
        File.Delete(Path.Combine(_root.FullName, "src/A/One.cs"));

        Assert.That(Fingerprint(), Is.Not.EqualTo(before));
    }

    private string Fingerprint() => SourceFingerprint.Of(_root.FullName, "src");

    private void Write(string path, string text = "")
    {
        var file = new FileInfo(Path.Combine(_root.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }
}
