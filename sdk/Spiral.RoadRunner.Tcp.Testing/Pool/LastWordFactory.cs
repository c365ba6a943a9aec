using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Makes the container of an application when everything has been registered, and adds to it last.</summary>
internal sealed class LastWordFactory(Action<IServiceCollection> last) : IServiceProviderFactory<IServiceCollection>
{
    /// <inheritdoc/>
    public IServiceCollection CreateBuilder(IServiceCollection services)
    {
        last(services);
        return services;
    }

    /// <inheritdoc/>
    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) =>
        containerBuilder.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
}
