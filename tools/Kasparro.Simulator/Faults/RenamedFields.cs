using System.Text;

namespace Kasparro.Simulator.Faults;

/// <summary>A provider that changed its records: fields have other names, and the same values.</summary>
/// <param name="names"><c>old=new</c>, separated by commas.</param>
internal sealed class RenamedFields(string names)
{
    private readonly (string Old, string New)[] _names =
    [
        .. names.Split(',').Select(pair => pair.Split('=')).Select(pair => ($"\"{pair[0]}\":", $"\"{pair[1]}\":")),
    ];

    public async Task RenameAsync(HttpContext context, RequestDelegate next)
    {
        var original = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await next(context);
        context.Response.Body = original;
        var text = Encoding.UTF8.GetString(body.ToArray());
        foreach (var (old, @new) in _names)
            text = text.Replace(old, @new, StringComparison.Ordinal);
        var renamed = Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = renamed.Length;
        await original.WriteAsync(renamed);
    }
}
