using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>What is no longer kept, and what of it stays known.</summary>
internal static class RetentionSchema
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<RetentionLimitEntity>(Configure);
        model.Entity<BronzeArchiveEntity>(Configure);
        model.Entity<ArchivedLabelEntity>(Configure);
    }

    private static void Configure(EntityTypeBuilder<RetentionLimitEntity> limit)
    {
        limit.ToTable("retention_limits");
        limit.HasKey(l => l.Source);
    }

    private static void Configure(EntityTypeBuilder<BronzeArchiveEntity> archive)
    {
        archive.ToTable("bronze_archives");
        archive.HasKey(a => new { a.Source, a.LastRawId });
    }

    private static void Configure(EntityTypeBuilder<ArchivedLabelEntity> label)
    {
        label.ToTable("archived_labels");
        label.HasKey(l => new
        {
            l.Source,
            l.SourceAssetId,
            l.Symbol,
            l.Name,
        });
    }
}
