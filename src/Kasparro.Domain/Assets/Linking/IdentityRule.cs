namespace Kasparro.Domain.Assets.Linking;

/// <summary>Why two listings were linked or unlinked. The first member is the strongest rule that can link.</summary>
public enum IdentityRule
{
    /// <summary>A person decided. It wins over everything else.</summary>
    Person,

    /// <summary>The curated list says that both are one coin.</summary>
    CuratedMustLink,

    /// <summary>
    /// Symbol and normalised name are equal and occur once on each side; the newest prices are within a factor of 2.
    /// </summary>
    T1,

    /// <summary>Several have that symbol and name, and these two are the only pair within 10 %.</summary>
    T1b,

    /// <summary>
    /// The symbol is equal, and names or slugs are equal at least without generic words; guard words are equal; these
    /// two are the only such pair within 10 %, at times within 15 minutes where both are fresh.
    /// </summary>
    T2,

    /// <summary>
    /// The symbol occurs once on each side, guard words are equal, prices are within 10 %. The one rule that can err.
    /// </summary>
    T3,

    /// <summary>A listing of a file joins the one asset whose current symbol and name it has.</summary>
    FileLabel,

    /// <summary>The curated list says that they are two coins.</summary>
    CuratedNeverLink,

    /// <summary>Fresh prices of linked listings differed by more than a factor of 2 in three cuts.</summary>
    Brake,

    /// <summary>A stronger decision is in the way: two listings of one source would share an asset.</summary>
    Conflict,
}
