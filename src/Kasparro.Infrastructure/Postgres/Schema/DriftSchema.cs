using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>What records look like, and how that changed.</summary>
internal static class DriftSchema
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<SchemaVersionEntity>(version =>
        {
            version.ToTable("schema_versions");
            version.HasKey(v => new { v.Source, v.Version });
            version.Property(v => v.Known).HasColumnType("jsonb");
            version.Property(v => v.Latest).HasColumnType("jsonb");
            version
                .HasIndex(v => v.Source)
                .IsUnique()
                .HasFilter("is_current")
                .HasDatabaseName("ux_schema_versions_current");
        });
        model.Entity<SchemaDrift>(drift =>
        {
            drift.ToTable("schema_drifts");
            drift.HasKey(d => d.DriftId);
            drift.Property(d => d.DriftId).UseIdentityAlwaysColumn();
            drift.Property(d => d.Kind).HasConversion(FindingSchema.SnakeCase<DriftKind>());
            drift.Property(d => d.Policy).HasConversion(FindingSchema.SnakeCase<DriftPolicy>());
            drift.Property(d => d.Severity).HasConversion(FindingSchema.SnakeCase<Severity>());
            // FROM and TO are words of SQL.
            drift.Property(d => d.From).HasColumnName("before");
            drift.Property(d => d.To).HasColumnName("after");
            drift.Ignore(d => d.Status);
            drift.Ignore(d => d.HoldsBack);
            drift.Ignore(d => d.AsChange);
            drift
                .HasIndex(d => new
                {
                    d.Source,
                    d.Path,
                    d.Kind,
                    d.From,
                    d.To,
                })
                .IsUnique()
                .HasFilter("ended_at IS NULL AND accepted_at IS NULL")
                .HasDatabaseName("ux_schema_drifts_open");
        });
    }
}
