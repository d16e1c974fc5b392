namespace Kasparro.Infrastructure.Postgres.Migrations;

/// <summary>The ids of all migrations, in their order.</summary>
internal static class MigrationList
{
    /// <summary>
    /// Written out, because every start compares them with the database's: looking for their classes would load EF Core
    /// and all types of this assembly.
    /// </summary>
    public static readonly string[] Ids =
    [
        "20261123032810_InitialSchema",
        "20261123042315_RunAssets",
        "20261123043305_MarketDataBySource",
        "20261125161134_FailuresByKind",
        "20261126064816_RenameDerivationsToTransformations",
        "20261126070702_AddSilverVersion",
        "20261126071014_OrderRunsBySequence",
        "20261126083653_AddStatementOrder",
        "20261126093252_EnforceAssetsOfMarketData",
        "20261126134127_AddChangeFeed",
        "20261126134200_IndexSightings",
        "20261126134300_ReadMarketDataAsOf",
        "20261126210000_AddFindings",
        "20261126210500_AddSchemaDrift",
        "20261126211000_AddRequestCounts",
        "20261126220000_LinkByEvidence",
        "20261127010000_KeepEnvelopes",
        "20261127020000_MarkBackfills",
        "20261127040000_KeepGrowth",
        "20261127205000_AddRetention",
    ];
}
