using System.Text;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class KeyRedactionTests
{
    /// <summary>With everything that encodings change.</summary>
    private const string Key = "CG-s3cr3t/Key+with=odd&signs%\"\\4711";

    private static readonly byte[] s_key = Encoding.UTF8.GetBytes(Key);

    private static IEnumerable<TestCaseData> Forms()
    {
        yield return Form("as_it_is", Key);
        yield return Form("in_upper_case", Key.ToUpperInvariant());
        yield return Form("as_a_part", Key[3..^4]);
        yield return Form("in_a_URL", Uri.EscapeDataString(Key));
        yield return Form("in_a_URL_in_lower_case", Uri.EscapeDataString(Key).ToLowerInvariant());
        yield return Form("in_a_URL_in_a_URL", Uri.EscapeDataString(Uri.EscapeDataString(Key)));
        yield return Form("in_a_URL_every_character", string.Concat(s_key.Select(value => $"%{value:x2}")));
        yield return Form("in_JSON", Key.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("/", "\\/"));
        yield return Form("in_JSON_every_character", string.Concat(Key.Select(value => $"\\u{(int)value:X4}")));
        yield return Form("in_HTML", System.Net.WebUtility.HtmlEncode(Key).Replace("&quot;", "&#34;"));
        yield return Form("in_HTML_every_character", string.Concat(Key.Select(value => $"&#x{(int)value:x};")));
        yield return Form("in_HTML_with_leading_zeros", string.Concat(Key.Select(value => $"&#{(int)value:D7};")));
        yield return Form("in_HTML_as_other_programs", string.Concat(Key.Select(value => $"&#X{(int)value:X7};")));
        yield return Form("in_Base64", Convert.ToBase64String(s_key));
        yield return Form("in_Base64_behind_one_byte", Base64($":{Key}"));
        yield return Form("in_Base64_behind_two_bytes", Base64($"u:{Key}:x"));
        yield return Form("in_Base64_as_basic_authentication", Base64($"user:{Key}"));
        yield return Form("in_Base64_for_URLs", Base64(Key).Replace('+', '-').Replace('/', '_').TrimEnd('='));
        yield return Form("in_hexadecimal", Convert.ToHexString(s_key));
        yield return Form("in_lines", string.Join("\r\n", Key.Chunk(4).Select(part => new string(part))));
        yield return Form(
            "in_lines_of_Base64",
            string.Join("\n ", Base64(Key).Chunk(5).Select(part => new string(part)))
        );
        yield return Form("in_lines_of_JSON", string.Join("\\n", Key.Chunk(5).Select(part => new string(part))));
        yield return Form("with_what_one_does_not_see", string.Join('\u200b', Key.ToCharArray()));
    }

    [TestCaseSource(nameof(Forms))]
    public void A_key_is_removed(string form)
    {
        var redacted = new KeyRedaction(Key).Apply($"The key {form} is not valid.");

        Assert.That(redacted, Does.Match(@"^The key .{0,8}\*\*\*.{0,8} is not valid\.$"));
        AssertNothingOfTheKey(redacted);
    }

    /// <summary>A key whose Base64 has the signs that URLs have others for.</summary>
    [Test]
    public void A_key_in_Base64_is_removed_whatever_signs_it_has([Values] bool isForUrls)
    {
        const string Signs = "CG~?>~?>x7~?";
        var form = isForUrls ? Base64(Signs).Replace('+', '-').Replace('/', '_') : Base64(Signs);
        Assert.That(form, Does.Contain(isForUrls ? "-" : "+").And.Contain(isForUrls ? "_" : "/"));

        Assert.That(
            new KeyRedaction(Signs).Apply($"The key {form} is not valid."),
            Is.EqualTo("The key *** is not valid.")
        );
    }

    /// <summary>A sign in every six characters, so that a missed one would leave each fragment broken.</summary>
    [TestCase("ab\"cd\"ef\"gh\"ij", "\"", "\\\"")]
    [TestCase("ab\\cd\\ef\\gh\\ij", "\\", "\\\\")]
    [TestCase("ab/cd/ef/gh/ij", "/", "\\/")]
    [TestCase("ab'cd'ef'gh'ij", "'", "\\'")]
    [TestCase("ab&cd&ef&gh&ij", "&", "&amp;")]
    [TestCase("ab&cd&ef&gh&ij", "&", "&#38;")]
    [TestCase("ab&cd&ef&gh&ij", "&", "&#X26;")]
    [TestCase("ab&cd&ef&gh&ij", "&", "\\x26")]
    [TestCase("ab&cd&ef&gh&ij", "&", "\\u0026")]
    [TestCase("ab&cd&ef&gh&ij", "&", "%26")]
    public void A_key_is_removed_whole_however_its_signs_are_escaped(string key, string sign, string escaped) =>
        Assert.That(
            new KeyRedaction(key).Apply($"The key {key.Replace(sign, escaped)} is not valid."),
            Is.EqualTo("The key *** is not valid.")
        );

    [Test]
    public void A_text_without_the_key_stays_as_it_is()
    {
        const string Text = "Rate limit exceeded (429): see https://api.example/docs?a=1%2F2&b=\\u0041 in 60 s.";
        Assert.That(new KeyRedaction(Key).Apply(Text), Is.EqualTo(Text));
    }

    [TestCase("x", "a*** and no more", "ax and no more")]
    [TestCase("abc", "a b *** d", "a b abc d")]
    public void A_key_shorter_than_a_fragment_is_removed_as_a_whole(string key, string redacted, string text) =>
        Assert.That(new KeyRedaction(key).Apply(text), Is.EqualTo(redacted));

    [TestCase("text/plain"), TestCase("application/json"), TestCase("text/html")]
    public void Wherever_an_upstream_repeats_the_key_nothing_of_it_stays(string mediaType)
    {
        // Around the ends of what is shown (200), and of what is read (4,096 characters, 16 KiB of HTML).
        foreach (var at in (int[])[0, 170, 185, 195, 199, 200, 1_010, 1_020, 4_060, 4_075, 4_090, 16_340, 16_370])
        foreach (var form in (string[])[Key, Uri.EscapeDataString(Key), Base64($"u:{Key}")])
        {
            var text = new string('.', Math.Max(0, at)) + form + " and so on";
            var body = mediaType switch
            {
                "application/json" => $$"""{"error":{{System.Text.Json.JsonSerializer.Serialize(text)}}}""",
                "text/html" => $"<html><title>{text}</title></html>",
                _ => text,
            };
            var error = ErrorBody.Read(Encoding.UTF8.GetBytes(body), mediaType, ApiKey.InHeader("x-key", Key));

            AssertNothingOfTheKey(error.Text ?? "");
            Assert.That(error.Text?.Length ?? 0, Is.LessThanOrEqualTo(201));
        }
    }

    [Test]
    public async Task Neither_log_nor_failure_repeats_the_words_of_the_upstream()
    {
        var body = $"{new string('.', 190)} {Key} was refused";
        await using var bench = await UpstreamBench.StartAsync(
            _ => StubResponse.Json(body, 403),
            upstream => upstream with { Key = ApiKey.InHeader("x-key", Key) }
        );
        var failure = await bench.AskAsync();

        Assert.That(failure!.Failure.UpstreamText, Is.EqualTo($"{new string('.', 190)} *** was r…"));
        Assert.That(failure.Failure.ToString() + failure.Message, Does.Not.Contain("...."));
        AssertNothingOfTheKey(failure.ToString());
        foreach (var record in bench.Logs.GetSnapshot())
            AssertNothingOfTheKey(record.Message + string.Join(" ", record.StructuredState ?? []) + record.Exception);
    }

    private static void AssertNothingOfTheKey(string text)
    {
        string[] forms = [Key, Base64(Key).TrimEnd('='), Base64($"u:{Key}")[4..^4], Convert.ToHexString(s_key)];
        foreach (var form in forms)
            for (var at = 0; at + 6 <= form.Length; at++)
                Assert.That(text, Does.Not.Contain(form.Substring(at, 6)).IgnoreCase);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static TestCaseData Form(string name, string form) =>
        new TestCaseData(form).SetName($"A_key_is_removed_{name}");
}
