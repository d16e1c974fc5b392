namespace Kasparro.ApiTests;

/// <summary>A developer's own .env is no part of a test: the nearest one wins, and here that is an empty one.</summary>
[SetUpFixture]
internal sealed class NoEnvironmentFile
{
    [OneTimeSetUp]
    public void Write()
    {
        Directory.SetCurrentDirectory(AppContext.BaseDirectory);
        File.WriteAllText(".env", "");
    }
}
