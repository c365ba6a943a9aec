using System.Net;
using RoadRunner.Cli.Serve;
using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Cli.Rpc;

/// <summary>A command that asks a running server by RPC: this host or Go RoadRunner, which know nothing of each other's command lines.</summary>
/// <remarks>Of the configuration only <c>rpc.listen</c> is read, so a file with sections that this host does not have is fine.</remarks>
internal sealed class RpcCommand(ConfigurationSource source, TextWriter error)
{
    /// <summary>Connects, runs the command, and says what went wrong.</summary>
    /// <param name="command">What to ask; the token fires at Ctrl+C, which is no fault.</param>
    /// <returns>The exit code: 0 or 1.</returns>
    public async Task<int> RunAsync(Func<IRpcCaller, CancellationToken, Task> command)
    {
        using var signals = new StopSignals();
        signals.OnSecond(static () => Environment.Exit(1));
        try
        {
            await using var connection = await RpcConnection.ConnectAsync(ReadAddress(), options: null, signals.Requested);
            await command(new ConnectionCaller(connection), signals.Requested);
            return 0;
        }
        catch (OperationCanceledException) when (signals.Requested.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception cause) when (cause is ConfigurationException or GoridgeException)
        {
            await error.WriteLineAsync(cause.Message);
            return 1;
        }
    }

    private RelayAddress ReadAddress()
    {
        // What a server listens on everywhere is reached at home.
        var address = ConfigurationLoader.LoadRpcAddress(source);
        return address is { Kind: RelayKind.Tcp, Host: "" or "0.0.0.0" } ? RelayAddress.Tcp(IPAddress.Loopback.ToString(), address.Port) : address;
    }
}
