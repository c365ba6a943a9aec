using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what an application is made of.</summary>
public static class TcpApplicationServiceCollectionExtensions
{
    /// <summary>Adds what every application has; <see cref="TcpApplication.CreateBuilder"/> has done so already.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    internal static IServiceCollection AddTcpApplication(this IServiceCollection services)
    {
        services.AddOptions<TcpApplicationOptions>().BindConfiguration(TcpApplicationOptions.Section).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<TcpApplicationOptions>, TcpApplicationOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<TcpContextHolder>();
        services.TryAddScoped(static scope => scope.GetRequiredService<TcpContextHolder>().Context
            ?? throw new InvalidOperationException("There is a TcpContext in the scope of an event only."));
        return services;
    }
}
