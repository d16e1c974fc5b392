using System.Linq.Expressions;
using System.Text.Json;
using Kasparro.Domain.Findings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>Trouble that was noticed, and what became of it.</summary>
internal static class FindingSchema
{
    /// <summary>What the unique index allows one of: findings whose condition lasts.</summary>
    private const string Standing = "cleared_at IS NULL";

    public static void Configure(ModelBuilder model) =>
        model.Entity<Finding>(finding =>
        {
            finding.ToTable(
                "findings",
                table =>
                {
                    table.HasCheckConstraint("ck_findings_severity", "severity IN ('info', 'warning', 'critical')");
                    table.HasCheckConstraint(
                        "ck_findings_acknowledged",
                        "(acknowledged_at IS NULL) = (acknowledged_by IS NULL)"
                    );
                }
            );
            finding.HasKey(f => f.FindingId);
            finding.Property(f => f.FindingId).UseIdentityAlwaysColumn();
            finding.Property(f => f.Type).HasConversion(SnakeCase<FindingType>());
            finding.Property(f => f.Severity).HasConversion(SnakeCase<Domain.RunChecks.Severity>());
            finding.Property(f => f.OpenedSeverity).HasConversion(SnakeCase<Domain.RunChecks.Severity>());
            finding.Ignore(f => f.Status);
            finding
                .HasIndex(f => new
                {
                    f.Source,
                    f.Type,
                    f.Subject,
                })
                .IsUnique()
                .HasFilter(Standing)
                .HasDatabaseName("ux_findings_standing");
        });

    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static T Value<T>(string word)
        where T : struct, Enum => Enum.GetValues<T>().First(value => Word(value) == word);

    public static ValueConverter<T, string> SnakeCase<T>()
        where T : struct, Enum
    {
        Expression<Func<T, string>> write = value => Word(value);
        Expression<Func<string, T>> read = word => Value<T>(word);
        return new ValueConverter<T, string>(write, read);
    }
}
