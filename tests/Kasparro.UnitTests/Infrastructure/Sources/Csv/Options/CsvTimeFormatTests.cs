using Kasparro.Infrastructure.Sources.Csv.Options;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Options;

public sealed class CsvTimeFormatTests
{
    [TestCase(null)]
    [TestCase("unix")]
    [TestCase("yyyyMMddHH")]
    [TestCase("yyyy-MM-dd")]
    [TestCase("dd.MM.yyyy HH:mm")]
    [TestCase("MMM d, yyyy h:mm tt")]
    [TestCase("dd/MM/yy")]
    public void A_format_that_keeps_the_day_is_taken(string? format) =>
        Assert.That(new CsvTimeFormatAttribute().IsValid(format), Is.True);

    [TestCase("HH:mm", Description = "no day")]
    [TestCase("MM/yyyy", Description = "no day of the month")]
    [TestCase("dd.MM. HH:mm", Description = "no year")]
    [TestCase("yyyy dd HH", Description = "no month")]
    [TestCase("UNIX")]
    [TestCase("q")]
    [TestCase("s", Description = "a standard format says nothing of the file")]
    [TestCase("")]
    public void A_format_that_loses_the_day_is_refused(string format) =>
        Assert.That(new CsvTimeFormatAttribute().IsValid(format), Is.False);
}
