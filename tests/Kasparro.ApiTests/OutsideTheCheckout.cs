namespace Kasparro.ApiTests;

/// <summary>A developer's own .env is no part of a test, so tests run where none is found.</summary>
[SetUpFixture]
internal sealed class OutsideTheCheckout
{
    [OneTimeSetUp]
    public void Leave() => Directory.SetCurrentDirectory(Path.GetTempPath());
}
