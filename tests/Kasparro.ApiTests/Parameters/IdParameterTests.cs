using Kasparro.WebApi.Parameters;

namespace Kasparro.ApiTests.Parameters;

internal sealed class IdParameterTests
{
    [TestCase("0194e3ef-0d6c-7a41-b8c2-9f1d2e3c4b5a", true)]
    [TestCase("0194E3EF-0D6C-7A41-B8C2-9F1D2E3C4B5A", true)]
    [TestCase("0194e3ef0d6c7a41b8c29f1d2e3c4b5a", false)]
    [TestCase("{0194e3ef-0d6c-7a41-b8c2-9f1d2e3c4b5a}", false)]
    [TestCase("(0194e3ef-0d6c-7a41-b8c2-9f1d2e3c4b5a)", false)]
    [TestCase("0194e3ef-0d6c-7a41-b8c2-9f1d2e3c4b5", false)]
    public void An_id_has_one_spelling_in_either_case(string text, bool isRead) =>
        Assert.That(new IdParameter("id", "An id.") { Example = text }.TryRead(text, out _), Is.EqualTo(isRead));
}
