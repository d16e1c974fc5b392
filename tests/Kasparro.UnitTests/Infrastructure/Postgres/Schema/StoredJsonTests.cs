using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Schema;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Schema;

/// <summary>Columns of type jsonb keep their form: databases hold what earlier versions wrote.</summary>
public sealed class StoredJsonTests
{
    [Test]
    public void Metadata_of_a_run_is_snake_case_without_what_is_unknown()
    {
        var metadata = new RunMetadata
        {
            FirstRawId = 7,
            FailureClass = FailureClass.Transient,
            Pages = [new PageStart(1, 0)],
        };

        var json = RunMetadataJson.Write(metadata);

        Assert.That(
            json,
            Is.EqualTo("""{"first_raw_id":7,"pages":[{"page":1,"record":0}],"failure_class":"transient"}""")
        );
        Assert.That(RunMetadataJson.Write(RunMetadataJson.Read(json)), Is.EqualTo(json));
    }

    [Test]
    public void Metadata_that_a_newer_version_wrote_is_read() =>
        Assert.That(RunMetadataJson.Read("""{"fetched":5,"not_known_yet":[1]}""").Fetched, Is.EqualTo(5));

    [Test]
    public void A_profile_has_names_for_types_and_formats_and_no_derived_values()
    {
        var counted = new RecordProfile([], []);
        counted.Add("""{"price":"0.5"}"""u8);

        var json = SchemaProfileJson.Write(counted.ToProfile());

        Assert.That(
            json,
            Is.EqualTo(
                """{"rows":1,"paths":{"price":{"rows":1,"seen":1,"nulls":0,"types":{"String":1},"""
                    + """ "formats":{"NumericText":1},"decades":{},"hosts":{}}}}""".Trim()
            )
        );
        Assert.That(SchemaProfileJson.Write(SchemaProfileJson.Read(json)), Is.EqualTo(json));
    }

    [Test]
    public void A_profile_that_lacks_a_count_has_none_of_it()
    {
        var profile = SchemaProfileJson.Read("""{"rows":1,"paths":{"price":{"rows":1,"seen":1}}}""");

        Assert.That(profile.Find("price")!.Hosts.Count, Is.Zero);
    }
}
