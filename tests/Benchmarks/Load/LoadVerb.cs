using System.Globalization;
using System.Net;
using System.Text.Json;

namespace RoadRunner.Benchmarks.Load;

/// <summary>The load process: one run given by options, or rounds ordered line by line over stdin, connections kept open between them.</summary>
/// <remarks>
/// Orders that open a target: <c>open NAME HOST:PORT CONNECTIONS BYTES</c> (closed loop), <c>pace NAME HOST:PORT CONNECTIONS BYTES
/// RATE</c> (open loop), <c>hold NAME HOST:PORT CONNECTIONS</c> (silent), <c>slow NAME HOST:PORT CONNECTIONS BYTES</c> (one byte a
/// second). Then <c>run NAME MILLISECONDS</c> and <c>close NAME</c>. Every order is answered with one line of JSON, and nothing else
/// is ever written to stdout. One process serves all targets, so both sides of a pair meet the same compiled code.
/// </remarks>
internal static class LoadVerb
{
    public static async Task<int> RunAsync(LoadOptions options)
    {
        InlineCompletions.Enable();
        if (options.Address is null)
        {
            return await ServeAsync(Console.In);
        }

        using var generator = await LoadGenerator.OpenAsync(IPEndPoint.Parse(options.Address), options.Connections, options.Bytes);
        if (options.Warmup > 0)
        {
            await generator.RunAsync(TimeSpan.FromSeconds(options.Warmup));
        }

        Answer(await generator.RunAsync(TimeSpan.FromSeconds(options.Seconds)));
        return 0;
    }

    private static async Task<int> ServeAsync(TextReader orders)
    {
        var targets = new Dictionary<string, ILoad>(StringComparer.Ordinal);
        try
        {
            // The end of stdin means that whoever started this process is gone.
            while (await orders.ReadLineAsync() is { } order)
            {
                Answer(await ObeyAsync(targets, order.Split(' ')));
            }

            return 0;
        }
        finally
        {
            foreach (var target in targets.Values)
            {
                target.Dispose();
            }
        }
    }

    private static async Task<LoadReport> ObeyAsync(Dictionary<string, ILoad> targets, string[] order)
    {
        try
        {
            switch (order)
            {
                case ["open", var name, var address, var connections, var bytes]:
                    targets.Add(name, await LoadGenerator.OpenAsync(IPEndPoint.Parse(address), Number(connections), Number(bytes)));
                    return new LoadReport();
                case ["pace", var name, var address, var connections, var bytes, var rate]:
                    targets.Add(name, await PacedLoad.OpenAsync(IPEndPoint.Parse(address), Number(connections), Number(bytes), Number(rate)));
                    return new LoadReport();
                case ["hold", var name, var address, var connections]:
                    targets.Add(name, await HeldConnections.OpenAsync(IPEndPoint.Parse(address), Number(connections)));
                    return new LoadReport();
                case ["slow", var name, var address, var connections, var bytes]:
                    targets.Add(name, await SlowLoad.OpenAsync(IPEndPoint.Parse(address), Number(connections), Number(bytes)));
                    return new LoadReport();
                case ["run", var name, var milliseconds]:
                    return await targets[name].RunAsync(TimeSpan.FromMilliseconds(Number(milliseconds)));
                case ["close", var name] when targets.Remove(name, out var target):
                    target.Dispose();
                    return new LoadReport();
                default:
                    return new LoadReport { Error = $"Unknown order: {string.Join(' ', order)}" };
            }
        }
        catch (Exception error)
        {
            // The answer carries it to the process that asked; that one decides.
            return new LoadReport { Error = $"{string.Join(' ', order)}: {error.Message}" };
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Answer(LoadReport report)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(report, LoadReportJson.Default.LoadReport));
        Console.Out.Flush();
    }
}
