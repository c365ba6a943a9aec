using System.Text;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Integration.Fixture;

/// <summary>Files with RPC, and calls of their servers.</summary>
internal static class RpcFile
{
    /// <summary>Gets the section of a server on a port of the system's choice.</summary>
    public const string AnyPort = "rpc:\n  listen: tcp://127.0.0.1:0\n";

    /// <summary>Gets the section of a server on a socket beside the file, whose address a command can find.</summary>
    public const string Socket = "rpc:\n  listen: unix://rpc.sock\n";

    /// <summary>The name of the one storage of <see cref="Storage"/>.</summary>
    public const string StorageName = "shared";

    /// <summary>Gets a file for recording workers with RPC.</summary>
    public static RrFile Recorder(int workers) => RrFile.Recorder with { Workers = workers, More = AnyPort };

    /// <summary>Gets a section with one storage.</summary>
    /// <param name="redis">The port of a redis; null means the memory driver.</param>
    /// <param name="settings">More settings of redis.</param>
    public static string Storage(int? redis, string settings = "") => redis is { } port
        ? $"kv: {{ {StorageName}: {{ driver: redis, config: {{ addrs: [\"127.0.0.1:{port}\"]{settings} }} }} }}\n"
        : $"kv: {{ {StorageName}: {{ driver: memory }} }}\n";

    /// <summary>Makes a link and waits for its connection.</summary>
    public static async Task<RpcLink> LinkAsync(RelayAddress address, RpcLinkOptions? options = null)
    {
        var link = new RpcLink((options ?? new RpcLinkOptions()) with { Address = address });
        await link.ConnectAsync(TestContext.Current.CancellationToken).Within();
        return link;
    }

    public static Task<RpcLink> LinkAsync(this HostUnderTest host, RpcLinkOptions? options = null) => LinkAsync(host.Host.RpcAddress!, options);

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
