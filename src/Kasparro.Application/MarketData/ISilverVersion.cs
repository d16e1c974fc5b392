namespace Kasparro.Application.MarketData;

/// <summary>The version of Silver that this process knows of without a query.</summary>
public interface ISilverVersion
{
    /// <summary>
    /// The latest <see cref="ISilverVersionReader"/> version. Null while no notification of a new one would arrive:
    /// what is cached may then be stale.
    /// </summary>
    long? Current { get; }

    /// <summary>
    /// Ends at the next notification of a commit; never where none arrives.
    /// </summary>
    Task NextCommit { get; }
}
