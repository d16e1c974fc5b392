namespace Kasparro.Application.MarketData;

/// <summary>
/// What this process knows of the commits to Silver, without asking. Versions are those of <see cref="ISilverVersionReader"/>.
/// </summary>
public interface ISilverVersion
{
    /// <summary>
    /// The latest that was notifications of. Null while nobody would tell of a new one: what is remembered may then be old.
    /// </summary>
    long? Current { get; }

    /// <summary>A page of this version was read. What is of an older one is old from now on.</summary>
    void Observe(long version);
}
