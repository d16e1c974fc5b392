using Kasparro.Infrastructure.Sources.Csv;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

public sealed class CsvContractTests() : SourceContract(new CsvModule())
{
    protected override IReadOnlyList<string> Payloads { get; } =
    [
        """
            {"SNo":"1","Name":"Bitcoin","Symbol":"BTC","Date":"2013-04-29 23:59:59",
            "High":"147.4","Low":"134.0","Open":"134.4","Close":"144.5399932861328",
            "Volume":"12.5","Marketcap":"1603768864.5"}
            """,
        """
            {"Date":"Nov 07, 2017","Close":"8.3e-05","Market Cap":"-",
            "Symbol":"doge","Name":"Dogecoin","column_6":"x"}
            """,
    ];

    /// <summary>A decimal comma: CsvNumberTests.</summary>
    protected override bool IsNotANumberHere(string json) => json != "\"1,5\"";

    protected override string NumberAsJson(string lexeme) => $"\"{lexeme}\"";
}
