using System.Globalization;
using System.Text.Json;
using Spiral.Goridge;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Benchmarks.Load;

/// <summary>The load process of the key-value table: one link for all rounds, as a worker has it.</summary>
/// <remarks>Orders: <c>run CALLERS MILLISECONDS</c>, each answered with one line of JSON.</remarks>
internal static class GetsVerb
{
    public static async Task<int> RunAsync(GetsOptions options)
    {
        await using var link = new RpcLink(new RpcLinkOptions { Address = RelayAddress.Parse(options.Address) });
        await link.ConnectAsync();
        var load = new GetLoad(new KeyValueStorage(link, options.Storage));
        await load.PrepareAsync(options.Bytes);

        // The end of stdin means that whoever started this process is gone.
        while (await Console.In.ReadLineAsync() is { } order)
        {
            var report = await ObeyAsync(load, order.Split(' '));
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, LoadReportJson.Default.LoadReport));
            await Console.Out.FlushAsync();
        }

        return 0;
    }

    private static async Task<LoadReport> ObeyAsync(GetLoad load, string[] order)
    {
        try
        {
            return order is ["run", var callers, var milliseconds]
                ? await load.RunAsync(Number(callers), TimeSpan.FromMilliseconds(Number(milliseconds)))
                : new LoadReport { Error = $"Unknown order: {string.Join(' ', order)}" };
        }
        catch (Exception error)
        {
            // The answer carries it to the process that asked; that one decides.
            return new LoadReport { Error = $"{string.Join(' ', order)}: {error.Message}" };
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
