using System.Text;
using Kasparro.Application.Failures;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Parameters;

namespace Kasparro.ApiTests.Parameters;

internal sealed class CursorCodecTests
{
    private static readonly FailurePosition s_position = new(
        new DateTimeOffset(2025, 2, 9, 17, 44, 6, TimeSpan.Zero),
        "csv",
        4711
    );

    [Test]
    public void A_position_comes_out_as_it_went_in()
    {
        var position = new MarketDataPosition(
            new DateTimeOffset(2025, 2, 9, 17, 44, 6, TimeSpan.Zero).AddTicks(1_234_560),
            Guid.Parse("3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1"),
            "csv",
            "五",
            "With \"quotes\", and a comma"
        );
        var codec = new CursorCodec<MarketDataPosition>("/data");

        Assert.That(codec.Read(codec.Write(position)), Is.EqualTo(position));
    }

    /// <summary>Clients may hold one for long: this form is part of the API.</summary>
    [Test]
    public void A_cursor_that_was_given_out_stays_valid()
    {
        const string cursor = "WyJiOWZmMjRiZTRiMDMiLCI2Mzg3NDcxOTg0NjAwMDAwMDAiLCJjc3YiLCI0NzExIl0";

        Assert.That(new CursorCodec<FailurePosition>("/failures").Write(s_position), Is.EqualTo(cursor));
        Assert.That(new CursorCodec<FailurePosition>("/failures").Read(cursor), Is.EqualTo(s_position));
        Assert.That(new CursorCodec<FailurePosition>("/failures of csv").Read(cursor), Is.Null);
    }

    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("[null,null,null,null]")]
    [TestCase("""["print","638747198460000000","csv"]""")]
    [TestCase("""["print","638747198460000000","csv","1","1"]""")]
    [TestCase("""["another","638747198460000000","csv","1"]""")]
    [TestCase("""["print","-1","csv","1"]""")]
    [TestCase("""["print","9223372036854775807","csv","1"]""")]
    [TestCase("""["print","yesterday","csv","1"]""")]
    [TestCase("""["print","638747198460000000","c\u0000v","1"]""")]
    [TestCase("""["print","638747198460000000","csv","1.5"]""")]
    [TestCase("""["print","638747198460000000",null,"1"]""")]
    public void What_is_no_cursor_of_the_query_is_refused(string json)
    {
        var codec = new CursorCodec<FailurePosition>("/failures");
        var print = Encoding.UTF8.GetString(Base64(codec.Write(s_position))).Split('"')[1];
        var text = json.Replace("print", print, StringComparison.Ordinal);

        Assert.That(codec.Read(Text(text)), Is.Null);
    }

    [Test]
    public void What_is_no_base64url_is_refused() =>
        Assert.That(new CursorCodec<FailurePosition>("/failures").Read("💩"), Is.Null);

    private static byte[] Base64(string cursor) => System.Buffers.Text.Base64Url.DecodeFromChars(cursor);

    private static string Text(string json) =>
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
