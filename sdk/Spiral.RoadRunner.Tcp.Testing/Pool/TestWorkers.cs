using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.InProcess;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Makes the instances of an application for one host: each as a process of its own would be, but for the clock and the log.</summary>
internal sealed class TestWorkers(TcpTestHostOptions options, TestLog log)
{
    private readonly HashSet<string> _storages = new(options.Storages, StringComparer.Ordinal);

    /// <summary>Gets what connects the instances with the host.</summary>
    public InProcessLink Link { get; } = new();

    /// <summary>Gets the storages that the test names and those that the application adds.</summary>
    public IReadOnlyCollection<string> Storages => _storages;

    public TestWorker Create(int number, Func<TcpApplicationBuilder, TcpApplication> build)
    {
        var builder = TcpApplication.CreateEmbeddedBuilder();
        builder.Logging.SetMinimumLevel(options.LogLevel).AddFilter("Microsoft", LogLevel.Warning).AddProvider(log);
        Register(builder.Services);
        options.Configure?.Invoke(builder);
        ((IHostApplicationBuilder)builder).ConfigureContainer(new LastWordFactory(services =>
        {
            Register(services);
            options.ConfigureServices?.Invoke(services);
            AddStorages(services);
        }));
        return new TestWorker(number, build(builder), IsOwned: true);
    }

    // The link's own timeouts follow the real clock: to move the other one must not end a connection that is fine.
    private void Register(IServiceCollection services) => services
        .AddSingleton<TimeProvider>(options.Time)
        .AddSingleton(Link)
        .AddSingleton<ITcpServerFacts>(Link)
        .AddSingleton(new RpcLinkOptions { Connector = Link.ConnectAsync });

    private void AddStorages(IServiceCollection services) => _storages.UnionWith(services
        .Where(static service => service.IsKeyedService && service.ServiceType == typeof(KeyValueStorage))
        .Select(static service => service.ServiceKey)
        .OfType<string>());
}
