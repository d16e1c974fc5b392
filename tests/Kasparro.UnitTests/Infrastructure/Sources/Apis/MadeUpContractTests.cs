using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

public sealed class MadeUpContractTests() : SourceContract(new MadeUpModule())
{
    protected override IReadOnlyList<string> Payloads { get; } =
    [
        .. Enumerable
            .Range(1, 5)
            .Select(id =>
                $$"""{"ref":{{id}},"symbol":"C{{id}}","quote":{"price":"1.50","volume":"2e3"},"at":1739122246711}"""
            ),
    ];

    protected override string NumberAsJson(string lexeme) => $"\"{lexeme}\"";
}
