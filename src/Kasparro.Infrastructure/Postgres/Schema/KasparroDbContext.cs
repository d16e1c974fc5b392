using Kasparro.Domain.Drift;
using Kasparro.Domain.Findings;
using Kasparro.Domain.Runs;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>The schema. Names and columns are those of the design, in snake_case.</summary>
internal sealed class KasparroDbContext(DbContextOptions<KasparroDbContext> options) : DbContext(options)
{
    public DbSet<EtlRun> Runs => Set<EtlRun>();
    public DbSet<RunAssetsEntity> RunAssets => Set<RunAssetsEntity>();
    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();
    public DbSet<Finding> Findings => Set<Finding>();
    public DbSet<RequestCountEntity> RequestCounts => Set<RequestCountEntity>();
    public DbSet<SchemaVersionEntity> SchemaVersions => Set<SchemaVersionEntity>();
    public DbSet<SchemaDrift> SchemaDrifts => Set<SchemaDrift>();
    public DbSet<AssetEntity> Assets => Set<AssetEntity>();
    public DbSet<AssetSourceEntity> AssetSources => Set<AssetSourceEntity>();
    public DbSet<AssetAliasEntity> AssetAliases => Set<AssetAliasEntity>();
    public DbSet<ListingLabelEntity> ListingLabels => Set<ListingLabelEntity>();
    public DbSet<IdentityDecisionEntity> IdentityDecisions => Set<IdentityDecisionEntity>();
    public DbSet<MarketDataEntity> MarketData => Set<MarketDataEntity>();
    public DbSet<TransformFailureEntity> TransformFailures => Set<TransformFailureEntity>();
    public DbSet<TransformationEntity> Transformations => Set<TransformationEntity>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        foreach (var table in BronzeTable.OfModel)
            model.SharedTypeEntity<RawRowEntity>(table.Name, row => BronzeSchema.Configure(row, table));
        SilverSchema.Configure(model);
        StatementSchema.Configure(model);
        IdentitySchema.Configure(model);
        RunSchema.Configure(model);
        FindingSchema.Configure(model);
        DriftSchema.Configure(model);
        RetentionSchema.Configure(model);
    }
}
