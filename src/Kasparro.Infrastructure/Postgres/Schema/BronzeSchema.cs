using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>
/// Bronze: what was received, as it was received. <c>json</c> keeps the text; <c>jsonb</c> would reorder, drop and
/// rewrite.
/// </summary>
internal static class BronzeSchema
{
    public static void Configure(EntityTypeBuilder<RawRowEntity> row, BronzeTable table)
    {
        row.ToTable(table.Name);
        row.HasKey(r => r.Id).HasName($"pk_{table.Name}");
        row.Property(r => r.Id).UseIdentityAlwaysColumn();
        row.Property(r => r.Payload).HasColumnType("json");
        row.Property(r => r.Envelope).HasColumnType("json");
        row.HasIndex(r => new { r.SourceId, r.PayloadHash })
            .IsUnique()
            .HasDatabaseName($"ux_{table.Name}_source_id_payload_hash");
    }
}
