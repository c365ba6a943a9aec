using System.Globalization;
using System.Text;
using System.Text.Json;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tests.InProcess;

namespace RoadRunner.Host.Tests.Push;

/// <summary>A host in memory whose connections can tell their uuid, and an RPC client that pushes.</summary>
internal sealed class PushRig : IAsyncDisposable
{
    private PushRig(MemoryHost host, MemoryRpc rpc)
    {
        Host = host;
        Rpc = rpc;
    }

    public MemoryHost Host { get; }

    public MemoryRpc Rpc { get; }

    public static async Task<PushRig> StartAsync(RrConfiguration? configuration = null)
    {
        var host = await MemoryHost.StartAsync(configuration);
        return new PushRig(host, host.ConnectRpc());
    }

    /// <summary>Makes a connection and waits for its Connected event.</summary>
    public async Task<(MemoryClient Client, string Uuid)> ConnectAsync(string server = MemoryHost.Main, long pauseBytes = 1024 * 1024)
    {
        // Without a script events are answered with their body: the connection is in its loop when the answer is there.
        var before = Host.Executor.Seen.Count;
        var client = Host.Connect(server, pauseBytes: pauseBytes);
        await client.SendAsync("?\r\n");
        await client.ExpectAsync("?\r\n");
        return (client, Host.Executor.Seen[before].Uuid);
    }

    public Task<int> WriteAsync(string uuid, string text) => CallAsync("tcp.Write", ("uuid", uuid), ("data", Base64(text)));

    public Task<int> BroadcastAsync(string server, string text) => CallAsync("tcp.Broadcast", ("server", server), ("data", Base64(text)));

    public Task<int> JoinAsync(string group, string uuid) => CallAsync("tcp.Join", ("group", group), ("uuid", uuid));

    public Task<int> LeaveAsync(string group, string uuid) => CallAsync("tcp.Leave", ("group", group), ("uuid", uuid));

    public Task<int> SendAsync(string group, string text) => CallAsync("tcp.Send", ("group", group), ("data", Base64(text)));

    public Task<string> CloseAsync(string uuid) => Rpc.CallAsync("tcp.Close", $"\"{uuid}\"");

    /// <summary>Calls a method of push.</summary>
    /// <returns>How many connections it was done for.</returns>
    public static async Task<int> CallAsync(MemoryRpc rpc, string method, params (string Name, string Value)[] fields) =>
        Connections(await AskAsync(rpc, method, fields));

    /// <summary>Calls a method and returns the reply as it came, or the text of the error.</summary>
    public static Task<string> AskAsync(MemoryRpc rpc, string method, params (string Name, string Value)[] fields) =>
        rpc.CallAsync(method, JsonSerializer.Serialize(fields.ToDictionary(static field => field.Name, static field => field.Value)));

    public static string Base64(string text) => Convert.ToBase64String(Encoding.Latin1.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        await Rpc.DisposeAsync();
        await Host.DisposeAsync();
    }

    private static int Connections(string reply) => reply == "{}"
        ? 0
        : int.Parse(reply.Replace("{\"connections\":", "", StringComparison.Ordinal).TrimEnd('}'), CultureInfo.InvariantCulture);

    private Task<int> CallAsync(string method, params (string Name, string Value)[] fields) => CallAsync(Rpc, method, fields);
}
