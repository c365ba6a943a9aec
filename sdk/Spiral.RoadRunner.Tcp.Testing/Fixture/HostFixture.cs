using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RoadRunner.Host;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Workers;
using Spiral.Goridge;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>The embedded host in the process of the test, with real worker processes and real sockets on ports of the system's choice.</summary>
/// <remarks>Safe to use from any thread. Nothing of it is left when it has ended.</remarks>
public sealed class HostFixture : IAsyncDisposable
{
    private readonly FixtureLog _log;
    private readonly ILoggerFactory _loggers;

    private HostFixture(FixtureLog log)
    {
        _log = log;
        _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.Warning).AddProvider(log));
    }

    /// <summary>Gets the host.</summary>
    public RoadRunnerHost Host { get; private set; } = null!;

    /// <summary>Gets what workers have written to stderr, and to stdout where that is theirs, line by line.</summary>
    public IReadOnlyList<string> WorkerLines => _log.WorkerLines;

    /// <summary>Gets what the host has logged, the lines of the workers included.</summary>
    public IReadOnlyList<string> Log => _log.Lines;

    /// <summary>Starts a host and its workers.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="ConfigurationException">The file cannot be used.</exception>
    /// <exception cref="ArgumentException">There is no server, or no command.</exception>
    /// <exception cref="WorkerStartException">A worker does not start; the message has its last lines.</exception>
    /// <exception cref="TcpListenException">An address of the file that is no port, such as a unix socket, cannot be listened on.</exception>
    public static async Task<HostFixture> StartAsync(HostFixtureOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var configuration = FixtureConfiguration.Create(options);
        var fixture = new HostFixture(new FixtureLog());
        try
        {
            fixture.Host = await RoadRunnerHost.StartAsync(configuration, new RoadRunnerHostOptions { Loggers = fixture._loggers }, cancellationToken).ConfigureAwait(false);
            return fixture;
        }
        catch
        {
            await fixture.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Returns where a server listens.</summary>
    /// <param name="server">The name of the server, in any case; null when there is only one.</param>
    /// <exception cref="ArgumentException">There is no such server, or several and none was named.</exception>
    public EndPoint EndPointOf(string? server = null)
    {
        var servers = Host.Servers;
        var found = server is null && servers is [var only] ? only : servers.FirstOrDefault(one => one.Name.Equals(server, StringComparison.OrdinalIgnoreCase));
        return found?.Address switch
        {
            null => throw new ArgumentException(
                $"{(server is null ? "Name the server" : $"There is no server \"{server}\"")}; the servers are {string.Join(", ", servers.Select(static one => one.Name))}.", nameof(server)),
            { Kind: RelayKind.Unix } unix => new UnixDomainSocketEndPoint(unix.Path),
            var tcp => new IPEndPoint(IPAddress.Parse(tcp.Host), tcp.Port),
        };
    }

    /// <summary>Connects to a server.</summary>
    /// <param name="server">The name of the server, in any case; null when there is only one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is no such server, or several and none was named.</exception>
    public async Task<NetworkStream> ConnectAsync(string? server = null, CancellationToken cancellationToken = default)
    {
        var endPoint = EndPointOf(server);
        var socket = endPoint is IPEndPoint
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits until a worker has written a line, which may be long ago.</summary>
    /// <param name="part">A part of the line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The first such line.</returns>
    public Task<string> WhenWorkerWritesAsync(string part, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        return _log.WhenWorkerWritesAsync(part, cancellationToken);
    }

    /// <summary>Stops the host and its workers as a deploy would: events in flight end, then the workers stop, ten seconds later they are killed.</summary>
    /// <exception cref="TcpTestException">A process is left.</exception>
    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
        {
            await Host.DisposeAsync().ConfigureAwait(false);
        }

        _loggers.Dispose();
        if (_log.Processes.Alive() is { Count: > 0 } alive)
        {
            throw new TcpTestException(string.Create(CultureInfo.InvariantCulture, $"Worker processes are left: {string.Join(", ", alive)}."));
        }
    }
}
