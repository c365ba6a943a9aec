using RoadRunner.Cli.Rpc;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Cli.Reset;

/// <summary><c>dotnet rr reset</c>: replaces workers and waits until it is done.</summary>
/// <remarks>Unlike RoadRunner's command it says when a reset failed, and ends with code 1.</remarks>
internal sealed class ResetCommand(ResetOptions options, TextWriter error)
{
    public Task<int> RunAsync() => new RpcCommand(options.ToSource(), error).RunAsync(async (caller, cancellationToken) =>
    {
        var resetter = new ResetterClient(caller);
        var named = options.Plugins.ToList();
        foreach (var plugin in named.Count > 0 ? named : await resetter.ListAsync(cancellationToken))
        {
            await error.WriteLineAsync($"resetting plugin: [{plugin}]");

            // A busy worker is waited for, by Go RoadRunner without a limit; Ctrl+C ends the waiting.
            await resetter.ResetAsync(plugin, Timeout.InfiniteTimeSpan, cancellationToken);
            await error.WriteLineAsync($"plugin reset: [{plugin}]");
        }
    });
}
