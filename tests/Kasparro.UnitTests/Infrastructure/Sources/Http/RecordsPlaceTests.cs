using System.Text;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class RecordsPlaceTests
{
    [TestCase(null, false, ExpectedResult = false)]
    [TestCase(null, true, ExpectedResult = true)]
    [TestCase("data", false, ExpectedResult = true)]
    [TestCase("data", true, ExpectedResult = true)]
    public bool A_response_begins_as_an_object_where_records_are_its_members_or_within_it(
        string? at,
        bool areMembers
    ) => RecordsPlace.Of(at, areMembers).IsInObject;

    [TestCase(null, false, "[]", ExpectedResult = true)]
    [TestCase(null, false, "\uFEFF \r\n\t[{}]", ExpectedResult = true)]
    [TestCase(null, false, "{}", ExpectedResult = false)]
    [TestCase(null, false, "<html>", ExpectedResult = false)]
    [TestCase(null, true, """{"XBT":{}}""", ExpectedResult = true)]
    [TestCase(null, true, "[]", ExpectedResult = false)]
    [TestCase(null, true, """{"error":"Gone"}""", ExpectedResult = false)]
    [TestCase("data", false, """{"data":[]}""", ExpectedResult = true)]
    [TestCase("data", false, """{"data":{}}""", ExpectedResult = false)]
    [TestCase("data", false, """{"error":"Gone"}""", ExpectedResult = false)]
    [TestCase("data", false, "[]", ExpectedResult = false)]
    [TestCase("data", true, """{"data":{"XBT":{}}}""", ExpectedResult = true)]
    [TestCase("data", true, """{"data":[]}""", ExpectedResult = false)]
    [TestCase("data", false, """{"da""", ExpectedResult = true)]
    public bool A_body_may_hold_records_where_it_has_the_shape_or_is_damaged(
        string? at,
        bool areMembers,
        string body
    ) => RecordsPlace.Of(at, areMembers).MayBeIn(Encoding.UTF8.GetBytes(body));
}
