using Kasparro.Infrastructure.Configuration;
using Microsoft.Extensions.DependencyInjection;
namespace Kasparro.Infrastructure.Sources;
public static class SourceModules
{
    public static readonly IReadOnlyList<ISourceModule> All = [new M("coingecko"), new M("coinpaprika"), new M("csv")];
    private sealed class M(string n) : ISourceModule { public string Name => n; public void Register(IServiceCollection services, Settings settings) { } }
}
