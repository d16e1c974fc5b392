using System.Text;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Configuration;

public sealed class EnvironmentFileTests
{
    private string _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("kasparro-env").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("X=1", "1")]
    [TestCase("export X=1", "1")]
    [TestCase("  export\tX=1", "1")]
    [TestCase("x=1", "1")]
    [TestCase("  X = 1  ", "1")]
    [TestCase("X=1 # a comment", "1")]
    [TestCase("X=1\t# a comment", "1")]
    [TestCase("X=pass#word", "pass#word")]
    [TestCase("X=#1", "#1")]
    [TestCase("X= # nothing", "")]
    [TestCase("X=", "")]
    [TestCase("X=\"\"", "")]
    [TestCase("X=''", "")]
    [TestCase("X=\"a # b\"", "a # b")]
    [TestCase("X='a # b' # a comment", "a # b")]
    [TestCase("X= \"a b\" # a comment", "a b")]
    [TestCase("X=\" 1 \"", " 1 ")]
    [TestCase("X=\"a\\\"b\\\\c\\$d\\n\"", "a\"b\\c$d\\n")]
    [TestCase("X='a\\b'", "a\\b")]
    [TestCase("X=it's", "it's")]
    [TestCase("X=postgres://u:p@h/db?sslmode=require&a=b", "postgres://u:p@h/db?sslmode=require&a=b")]
    [TestCase("X=0 */4 * * *", "0 */4 * * *")]
    [TestCase("X=$HOME", "$HOME")]
    [TestCase("X=1\r\nY=2\r\n", "1")]
    [TestCase("# X=0\n\n   \n  # X=0\nX=1\nexport Y=2", "1")]
    [TestCase("X=1\nX=2\nx=3", "3")]
    [TestCase("X=1\nX=", "")]
    [TestCase("X=Ünïcode", "Ünïcode")]
    public void A_setting_is_read_however_people_write_it(string text, string value) =>
        Assert.That(EnvironmentFile.Read(Written(text))["X"], Is.EqualTo(value));

    [TestCase("utf-8")]
    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    [TestCase("utf-32")]
    public void A_byte_order_mark_says_the_encoding_and_is_no_part_of_a_name(string encoding)
    {
        var marked = Encoding.GetEncoding(encoding);
        var path = Path.Combine(_folder, ".env");
        File.WriteAllBytes(path, [.. marked.GetPreamble(), .. marked.GetBytes("X=ü\r\nY=2")]);

        Assert.That(
            EnvironmentFile.Read(path),
            Is.EquivalentTo(new Dictionary<string, string> { ["X"] = "ü", ["Y"] = "2" })
        );
    }

    [TestCase("hunter2", "is not NAME=value")]
    [TestCase("X: hunter2", "is not NAME=value")]
    [TestCase("=hunter2", "is not NAME=value")]
    [TestCase("set X=hunter2", "is not NAME=value")]
    [TestCase("$env:X=hunter2", "is not NAME=value")]
    [TestCase("1X=hunter2", "is not NAME=value")]
    [TestCase("X-Y=hunter2", "is not NAME=value")]
    [TestCase("X=\"hunter2", "has a quote that is not closed on it, or text after the closing one")]
    [TestCase("X='hunter2", "has a quote that is not closed on it, or text after the closing one")]
    [TestCase("X=\"hunter2\\\"", "has a quote that is not closed on it, or text after the closing one")]
    [TestCase("X= \"hunter2\"3", "has a quote that is not closed on it, or text after the closing one")]
    [TestCase("X='hunter2'#3", "has a quote that is not closed on it, or text after the closing one")]
    [TestCase("X=hunter2\0", "holds a NUL character. Save the file as UTF-8")]
    [Promise(15)]
    public void A_line_that_cannot_be_read_is_named_by_its_number_and_not_repeated(string line, string problem)
    {
        var path = Written($"A=1\n\n{line}\nB=2");

        Assert.That(Refused(path).Problems, Is.EqualTo(new[] { $"{path} line 3 {problem}" }));
    }

    [Test]
    public void A_value_of_several_lines_is_refused_with_every_line_that_cannot_be_read()
    {
        var path = Written("A=1\nX=\"-----BEGIN KEY-----\nabc\n-----END KEY-----\"\nB=2");

        Assert.That(
            Refused(path).Problems.Select(problem => problem[path.Length..]),
            Is.EqualTo(
                new[]
                {
                    " line 2 has a quote that is not closed on it, or text after the closing one",
                    " line 3 is not NAME=value",
                    " line 4 is not NAME=value",
                }
            )
        );
    }

    [Test]
    public void A_folder_of_that_name_is_said_to_be_one()
    {
        var path = Directory.CreateDirectory(Path.Combine(_folder, ".env")).FullName;

        Assert.That(Refused(path).Problems.Single(), Does.StartWith($"{path} is a folder, and a file with settings"));
    }

    [Test]
    public void A_file_that_is_not_text_is_refused_in_a_sentence()
    {
        var path = Path.Combine(_folder, ".env");
        File.WriteAllBytes(path, [(byte)'X', (byte)'=', 0xE9, 0x28]);

        Assert.That(Refused(path).Problems, Is.EqualTo(new[] { $"{path} is not UTF-8 text. Save it as UTF-8" }));
    }

    [Test]
    public void A_file_that_is_gone_is_refused_in_a_sentence() =>
        Assert.That(Refused(Path.Combine(_folder, ".env")).Problems.Single(), Does.Contain(".env cannot be read: "));

    [Test]
    public void Inside_a_checkout_the_nearest_file_above_is_found_and_none_beyond_it()
    {
        var outer = Written("X=outer");
        var checkout = Directory.CreateDirectory(Path.Combine(_folder, "checkout")).FullName;
        var project = Directory.CreateDirectory(Path.Combine(checkout, "src", "Project")).FullName;
        Assert.That(EnvironmentFile.Find(_folder), Is.EqualTo(outer));
        Assert.That(EnvironmentFile.Find(project), Is.Null, "without a solution, no folder but the current one");

        File.WriteAllText(Path.Combine(checkout, "Kasparro.sln"), "");
        Assert.That(EnvironmentFile.Find(project), Is.Null, "what is above the checkout is not ours");

        var root = Path.Combine(checkout, ".env");
        File.WriteAllText(root, "");
        Assert.That(EnvironmentFile.Find(project), Is.EqualTo(root));

        var between = Path.Combine(checkout, "src", ".env");
        File.WriteAllText(between, "");
        Assert.That(EnvironmentFile.Find(project), Is.EqualTo(between));

        var nearest = Path.Combine(project, ".env");
        File.WriteAllText(nearest, "");
        Assert.That(EnvironmentFile.Find(project), Is.EqualTo(nearest));
    }

    private string Written(string text)
    {
        var path = Path.Combine(_folder, ".env");
        File.WriteAllText(path, text);
        return path;
    }

    private static ConfigurationException Refused(string path) =>
        Assert.Throws<ConfigurationException>(() => EnvironmentFile.Read(path))!;
}
