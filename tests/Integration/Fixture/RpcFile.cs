using System.Text;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Integration.Fixture;

/// <summary>Files with RPC, and calls of their servers.</summary>
internal static class RpcFile
{
    /// <summary>Gets the section of a server on a port of the system's choice.</summary>
    public const string AnyPort = "rpc:\n  listen: tcp://127.0.0.1:0\n";

    /// <summary>Gets the section of a server on a socket beside the file, whose address a command can find.</summary>
    public const string Socket = "rpc:\n  listen: unix://rpc.sock\n";

    /// <summary>Gets a file for recording workers with RPC.</summary>
    public static RrFile Recorder(int workers) => RrFile.Recorder with { Workers = workers, More = AnyPort };

    public static ValueTask<RpcConnection> ConnectRpcAsync(this HostUnderTest host) =>
        RpcConnection.ConnectAsync(host.Host.RpcAddress!, options: null, TestContext.Current.CancellationToken);

    /// <summary>Calls a method over JSON.</summary>
    /// <returns>The result as text.</returns>
    public static async Task<string> AskAsync(this RpcConnection connection, string method, string json)
    {
        var reply = await connection.CallAsync(method, FrameFlags.Json, Encoding.UTF8.GetBytes(json), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(reply.Body.Span);
    }
}
