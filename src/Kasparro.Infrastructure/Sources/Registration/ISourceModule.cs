using Kasparro.Infrastructure.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.Infrastructure.Sources.Registration;

/// <summary>How one source joins the product. Its folder holds everything else that it needs.</summary>
public interface ISourceModule
{
    /// <summary>Lower case; its raw table is <c>raw_&lt;name&gt;</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Reads the source's own options and adds its <see cref="Application.Sources.ISource"/> as a singleton.
    /// </summary>
    void Register(IServiceCollection services, Settings settings);
}
