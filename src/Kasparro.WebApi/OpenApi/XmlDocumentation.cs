using System.Text.RegularExpressions;
using System.Xml.Linq;
using System.Xml.XPath;

namespace Kasparro.WebApi.OpenApi;

/// <summary>
/// The compiler's XML documentation with its sentences on one line: a comment is wrapped where its line in the source
/// is full, which means nothing to readers of the API.
/// </summary>
internal static partial class XmlDocumentation
{
    public static XPathDocument Load(string path)
    {
        var document = XDocument.Load(path, LoadOptions.PreserveWhitespace);
        foreach (var text in document.DescendantNodes().OfType<XText>())
            text.Value = LineBreak().Replace(text.Value, " ");
        using var reader = document.CreateReader();
        return new XPathDocument(reader);
    }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex LineBreak();
}
