using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>The order in which a source said things, and what was replaced.</summary>
internal static class StatementSchema
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<SightingEntity>(Configure);
        model.Entity<SightingCandidateEntity>(Configure);
        model.Entity<MarketDataRevisionEntity>(Configure);
        model.Entity<PendingRebuildEntity>(Configure);
        model.Entity<SilverCommitEntity>(Configure);
        model.Entity<SilverWithdrawalEntity>(Configure);
    }

    private static void Configure(EntityTypeBuilder<SilverCommitEntity> commit)
    {
        commit.ToTable("silver_commits");
        commit.HasKey(c => c.CommitId);
        commit.Property(c => c.CommitId).UseIdentityAlwaysColumn();
        // Where the next commit of a source starts.
        commit.HasIndex(c => new { c.Source, c.CommitId });
    }

    private static void Configure(EntityTypeBuilder<SilverWithdrawalEntity> withdrawal)
    {
        withdrawal.ToTable("silver_withdrawals");
        withdrawal.HasKey(w => new { w.CommitId, w.Ordinal });
        withdrawal.HasOne<SilverCommitEntity>().WithMany().HasForeignKey(w => w.CommitId);
    }

    private static void Configure(EntityTypeBuilder<SightingEntity> sighting)
    {
        sighting.ToTable("sightings");
        sighting.HasKey(s => new { s.Source, s.SightingId });
    }

    private static void Configure(EntityTypeBuilder<SightingCandidateEntity> candidate)
    {
        candidate.ToTable("sighting_candidates");
        candidate.HasKey(c => new { c.Source, c.RawId });
    }

    private static void Configure(EntityTypeBuilder<MarketDataRevisionEntity> revision)
    {
        revision.ToTable("market_data_revisions");
        revision.HasKey(r => new
        {
            r.AssetId,
            r.Source,
            r.LastUpdated,
            r.StatementId,
        });
        revision.Property(r => r.PriceUsd).HasColumnType("numeric");
        revision.Property(r => r.MarketCapUsd).HasColumnType("numeric");
        revision.Property(r => r.Volume24hUsd).HasColumnType("numeric").HasColumnName("volume_24h_usd");
        // Whether a payload that is received again was replaced, and where the transformation of a source resumes.
        revision.HasIndex(r => new { r.Source, r.RawId });
    }

    private static void Configure(EntityTypeBuilder<PendingRebuildEntity> rebuild)
    {
        rebuild.ToTable("pending_rebuilds");
        rebuild.HasKey(r => r.Source);
    }
}
