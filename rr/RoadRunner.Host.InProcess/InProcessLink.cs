using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Host.InProcess;

/// <summary>Connects an application with the host in its own process: RPC without a port, and what the configuration says of the servers.</summary>
/// <remarks>A service of every application with <c>AddStandalone()</c> that no server has started. Safe to use from any thread.</remarks>
public sealed class InProcessLink : ITcpServerFacts
{
    private volatile RoadRunnerHost? _host;
    private volatile RrConfiguration? _configuration;

    /// <summary>Says which host it is, before the application starts.</summary>
    /// <param name="host">Serves the RPC of the application.</param>
    /// <param name="configuration">What the host runs.</param>
    public void Attach(RoadRunnerHost host, RrConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(configuration);
        _configuration = configuration;
        _host = host;
    }

    /// <inheritdoc/>
    public ValueTask<TcpServerFacts?> FindAsync(string server, CancellationToken cancellationToken)
    {
        if (_configuration is not { } configuration || configuration.Tcp.Servers.FirstOrDefault(configured => configured.Name == server) is not { } found)
        {
            return default;
        }

        var framing = configuration.Host.FramingOf(server);
        var origin = $"host.servers.{server}.framing: {framing.ToString().ToLowerInvariant()}";
        return new(framing == FramingMode.Raw ? new TcpServerFacts(CutsByDelimiter: false, default, origin) : new TcpServerFacts(CutsByDelimiter: true, found.Delimiter, origin));
    }

    /// <summary>Opens an RPC connection to the host: what <see cref="RpcLinkOptions.Connector"/> takes.</summary>
    /// <param name="cancellationToken">Not looked at: nothing is waited for.</param>
    /// <exception cref="InvalidOperationException">There is no host yet, or it is stopping.</exception>
    public ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken) =>
        _host is { } host ? new(host.OpenRpc()) : throw new InvalidOperationException("the application is not served by a host in its process");

    /// <summary>Makes the settings of the application's link.</summary>
    internal RpcLinkOptions Options(ILogger logger) => new() { Connector = ConnectAsync, Logger = logger };
}
