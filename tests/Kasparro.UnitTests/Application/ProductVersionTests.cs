using Kasparro.Application;

namespace Kasparro.UnitTests.Application;

public sealed class ProductVersionTests
{
    /// <summary>Providers see the version; which commit it is made of is no matter of theirs.</summary>
    [Test]
    public void The_number_is_the_version_without_the_commit()
    {
        Assert.That(ProductVersion.Number, Does.Match(@"^\d+\.\d+\.\d+$"));
        Assert.That(ProductVersion.Text, Does.StartWith(ProductVersion.Number));
    }
}
