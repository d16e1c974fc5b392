using Kasparro.Infrastructure.Postgres.Connections;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Connections;

/// <summary>Words by which a person finds a session.</summary>
public sealed class DatabaseSessionTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 5, 6, 7, TimeSpan.FromHours(1));

    [Test]
    public void A_session_has_its_name_place_role_and_start() =>
        Assert.That(
            new DatabaseSession(7, "anna", "psql", "10.0.0.1", s_start).ToString(),
            Is.EqualTo("psql (pid 7 on 10.0.0.1, role anna, since 2026-03-01 04:06:07 UTC)")
        );

    [Test]
    public void What_is_not_known_of_a_session_is_left_out_and_one_without_a_name_is_called_so() =>
        Assert.That(
            new DatabaseSession(7, "anna", Name: "", Address: null, StartedAt: null).ToString(),
            Is.EqualTo("a session without a name (pid 7, role anna)")
        );
}
