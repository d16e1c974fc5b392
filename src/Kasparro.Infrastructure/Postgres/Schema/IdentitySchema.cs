using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>Which listings are one asset, why, and what they are called.</summary>
internal static class IdentitySchema
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ListingLabelEntity>(Configure);
        model.Entity<AssetAliasEntity>(Configure);
        model.Entity<IdentityDecisionEntity>(Configure);
        model.Entity<LinkDivergenceEntity>(Configure);
        model.Entity<PlainNameEntity>(Configure);
        model.Entity<IdentityStateEntity>(Configure);
    }

    private static void Configure(EntityTypeBuilder<ListingLabelEntity> label)
    {
        label.ToTable("listing_labels");
        label.HasKey(l => new
        {
            l.Source,
            l.SourceAssetId,
            l.Symbol,
            l.Name,
        });
    }

    private static void Configure(EntityTypeBuilder<AssetAliasEntity> alias)
    {
        alias.ToTable("asset_aliases");
        alias.HasKey(a => a.AssetId);
        alias.Property(a => a.AssetId).ValueGeneratedNever();
    }

    private static void Configure(EntityTypeBuilder<IdentityDecisionEntity> decision)
    {
        decision.ToTable(
            "identity_decisions",
            table => table.HasCheckConstraint("ck_identity_decisions_action", "action IN ('link', 'unlink')")
        );
        decision.HasKey(d => d.DecisionId);
        decision.Property(d => d.DecisionId).UseIdentityAlwaysColumn();
        decision.Property(d => d.Evidence).HasColumnType("jsonb");
        decision.HasIndex(d => new { d.FirstSource, d.FirstSourceAssetId });
        decision.HasIndex(d => new { d.SecondSource, d.SecondSourceAssetId });
    }

    private static void Configure(EntityTypeBuilder<LinkDivergenceEntity> divergence)
    {
        divergence.ToTable("link_divergences");
        divergence.HasKey(d => new
        {
            d.FirstSource,
            d.FirstSourceAssetId,
            d.SecondSource,
            d.SecondSourceAssetId,
        });
    }

    private static void Configure(EntityTypeBuilder<PlainNameEntity> name)
    {
        name.ToTable("plain_names");
        name.HasKey(n => new { n.Symbol, n.Name });
    }

    private static void Configure(EntityTypeBuilder<IdentityStateEntity> state)
    {
        state.ToTable("identity_state", table => table.HasCheckConstraint("ck_identity_state_one_row", "id = 1"));
        state.HasKey(s => s.Id);
        state.Property(s => s.Id).ValueGeneratedNever();
    }
}
