namespace Kasparro.Domain.Assets.Linking;

/// <summary>
/// How alike prices must be. Measured on recorded catalogues: two sources differ by less than 10 % for nearly every
/// coin at nearly every time; two coins of one symbol differ by more nearly always.
/// </summary>
public static class LinkingLimits
{
    /// <summary>Ratio up to which prices do not contradict an equal label.</summary>
    public const double NotContradictory = 2;

    /// <summary>Ratio up to which prices are evidence.</summary>
    public const double Close = 1.1;

    /// <summary>Within this ratio of one dollar is every stablecoin, so such a price is no evidence.</summary>
    public const double NearOneDollar = 1.1;

    public static readonly TimeSpan FreshAge = TimeSpan.FromHours(1);

    /// <summary>How far apart two fresh prices may be, beyond the time between the two sources' newest ones.</summary>
    public static readonly TimeSpan CloseInTime = TimeSpan.FromMinutes(15);
}
