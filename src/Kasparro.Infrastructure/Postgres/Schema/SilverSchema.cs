using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>Silver: what Bronze says, normalised; disposable.</summary>
internal static class SilverSchema
{
    // PostgreSQL sorts NaN above Infinity, so the upper bound keeps both out.
    private const string Finite = "< 'Infinity'";

    public static void Configure(ModelBuilder model)
    {
        model.Entity<AssetEntity>(Configure);
        model.Entity<AssetSourceEntity>(Configure);
        model.Entity<MarketDataEntity>(Configure);
        model.Entity<TransformFailureEntity>(Configure);
        model.Entity<TransformationEntity>(Configure);
    }

    private static void Configure(EntityTypeBuilder<AssetEntity> asset)
    {
        asset.ToTable("assets");
        asset.HasKey(a => a.AssetId);
        asset.Property(a => a.AssetId).ValueGeneratedNever();
        asset.HasIndex(a => new { a.Symbol, a.Name }).IsUnique();
    }

    private static void Configure(EntityTypeBuilder<AssetSourceEntity> link)
    {
        link.ToTable("asset_sources");
        link.HasKey(l => new { l.Source, l.SourceAssetId });
        // Two ids of one source never share an asset: the database itself refuses it.
        link.HasIndex(l => new { l.AssetId, l.Source }).IsUnique();
        link.HasOne<AssetEntity>().WithMany().HasForeignKey(l => l.AssetId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Configure(EntityTypeBuilder<MarketDataEntity> data)
    {
        data.ToTable("asset_market_data", Check);
        // No foreign key to assets: it is checked row by row, which costs more than all else in a transformation.
        // Triggers check the assets of a whole transaction at once.
        data.HasKey(d => new
        {
            d.AssetId,
            d.Source,
            d.LastUpdated,
        });
        data.Property(d => d.PriceUsd).HasColumnType("numeric");
        data.Property(d => d.MarketCapUsd).HasColumnType("numeric");
        data.Property(d => d.Volume24hUsd).HasColumnType("numeric").HasColumnName("volume_24h_usd");
        // The transformation writes it; the default is for rows that are there already.
        data.Property(d => d.UpdatedAt).HasDefaultValueSql("now()");
        // Where the transformation of a source resumes, and: one raw row, one Silver row.
        data.HasIndex(d => new { d.Source, d.RawId }).IsUnique();
        // Rows that a sighting made current, in the order of statements; few have one.
        data.HasIndex(d => new { d.Source, d.SightingId }).HasFilter("sighting_id IS NOT NULL");
        data.HasIndex(d => new
            {
                d.LastUpdated,
                d.AssetId,
                d.Source,
            })
            .IsDescending();
        // The newest of one source, however old they are compared with another one's.
        data.HasIndex(d => new
            {
                d.Source,
                d.LastUpdated,
                d.AssetId,
            })
            .IsDescending(false, true, true);
    }

    private static void Check(TableBuilder<MarketDataEntity> table)
    {
        table.HasCheckConstraint("ck_asset_market_data_price_usd", $"price_usd > 0 AND price_usd {Finite}");
        table.HasCheckConstraint(
            "ck_asset_market_data_market_cap_usd",
            $"market_cap_usd >= 0 AND market_cap_usd {Finite}"
        );
        table.HasCheckConstraint(
            "ck_asset_market_data_volume_24h_usd",
            $"volume_24h_usd >= 0 AND volume_24h_usd {Finite}"
        );
    }

    private static void Configure(EntityTypeBuilder<TransformFailureEntity> failure)
    {
        failure.ToTable("transform_failures");
        failure.HasKey(f => new { f.Source, f.RawId });
        failure.Property(f => f.Payload).HasColumnType("json");
        // The newest of one source and type, however old they are compared with the others.
        failure
            .HasIndex(f => new
            {
                f.Source,
                f.ErrorType,
                f.FailedAt,
                f.RawId,
            })
            .IsDescending(false, false, true, true);
    }

    private static void Configure(EntityTypeBuilder<TransformationEntity> transformation)
    {
        transformation.ToTable("transformations");
        transformation.HasKey(t => t.Source);
        transformation.Property(t => t.NotApplicableTotal).HasDefaultValue(0L);
        transformation.Property(t => t.LastNotApplicableId).HasDefaultValue(0L);
        transformation.Property(t => t.ExpiredTotal).HasDefaultValue(0L);
    }
}
