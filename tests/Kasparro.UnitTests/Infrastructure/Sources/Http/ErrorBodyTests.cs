using System.Text;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class ErrorBodyTests
{
    [TestCase("", null, "an empty body", null)]
    [TestCase(" \r\n\t ", "application/json", "an empty body", null)]
    [TestCase("Down", "text/html", "an HTML page", null)]
    [TestCase("Down", "application/xhtml+xml", "an HTML page", null)]
    [TestCase(" <p>Down</p>", "application/json", "an HTML page", null)]
    [TestCase("<TITLE lang=en>Just a moment…</TITLE>", null, "an HTML page", "Just a moment…")]
    [TestCase("Down", "text/plain", "text that is no JSON array", "Down")]
    [TestCase("Down \u0007\n for\r\nnow ", null, "text that is no JSON array", "Down for now")]
    [TestCase("""{"error":""", null, "text that is no JSON array", """{"error":""")]
    [TestCase("""{"price":1}""", null, "a JSON object", """{"price":1}""")]
    [TestCase("""{"error":"Gone"}""", null, "an error message", "Gone")]
    [TestCase("""{"error":{"message":"Gone"}}""", null, "an error message", "Gone")]
    [TestCase("""{"message":"Gone"}""", null, "an error message", "Gone")]
    [TestCase("""{"message":"Less","error":"More"}""", null, "an error message", "More")]
    [TestCase("""{"error":""}""", null, "an error message", null)]
    public void A_body_that_is_no_data_is_named_in_our_words_and_quoted_on_one_line(
        string body,
        string? mediaType,
        string kind,
        string? text
    )
    {
        var read = ErrorBody.Read(Encoding.UTF8.GetBytes(body), mediaType, key: null);

        Assert.That((read.Kind, read.Text), Is.EqualTo((kind, text)));
        Assert.That(read.IsHtml, Is.EqualTo(kind == "an HTML page"));
        Assert.That(read.IsEmpty, Is.EqualTo(kind == "an empty body"));
        Assert.That(read.Code, Is.Null);
    }

    [TestCase("""{"status":{"error_code":429,"error_message":"Slower"}}""", 429, "Slower")]
    [TestCase("""{"error":{"status":{"error_code":10005,"error_message":"Pay"}}}""", 10005, "Pay")]
    [TestCase("""{"status":403,"error":{"status":{"error_code":10005,"error_message":"Pay"}}}""", 10005, "Pay")]
    [TestCase("""{"status":500,"error":"Oops"}""", 500, "Oops")]
    [TestCase("""{"status":"failed","error":"Oops"}""", null, "Oops")]
    public void Its_code_is_read(string body, int? code, string text)
    {
        var read = ErrorBody.Read(Encoding.UTF8.GetBytes(body), "application/json", key: null);

        Assert.That((read.Code, read.Text), Is.EqualTo((code, text)));
    }

    [TestCase("""{"error":"Gone"}""", ExpectedResult = true)]
    [TestCase("""{"status":{"error_code":1,"error_message":"Gone"}}""", ExpectedResult = true)]
    [TestCase("""{"error":1}""", ExpectedResult = false)]
    [TestCase("""{"price":1}""", ExpectedResult = false)]
    [TestCase("""{"error":"Gone",""", ExpectedResult = false)]
    [TestCase("""["error"]""", ExpectedResult = false)]
    public bool An_object_with_the_words_of_an_error_is_a_message(string body) =>
        ErrorBody.IsMessage(Encoding.UTF8.GetBytes(body));

    [Test]
    public void A_long_text_is_cut_at_200_characters_and_one_of_200_is_not([Values(200, 201)] int length)
    {
        var text = new string('x', length);

        var read = ErrorBody.Read(Encoding.UTF8.GetBytes(text), "text/plain", key: null);

        Assert.That(read.Text, Is.EqualTo(length == 200 ? text : text[..200] + "…"));
    }

    [Test]
    public void Of_a_large_body_the_beginning_is_read_and_text_at_its_end_is_not()
    {
        var read = ErrorBody.Read(Encoding.UTF8.GetBytes(new string(' ', 4_096) + "late"), "text/plain", key: null);

        Assert.That(read.Text, Is.Null);
    }
}
