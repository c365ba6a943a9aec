using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Host.InProcess;

/// <summary>What <c>--standalone</c> does.</summary>
internal sealed class StandaloneRunner : ITcpStandaloneRunner
{
    private const int Failed = 1;

    /// <inheritdoc/>
    public async Task<int> RunAsync(TcpApplication application, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (!StandaloneArguments.TryRead(arguments, out var options, out var error))
        {
            await Console.Error.WriteLineAsync(error);
            return Failed;
        }

        using var signals = new SecondSignal(application.Lifetime.ApplicationStopping);
        return await new StandaloneRun(application, options).RunAsync(cancellationToken);
    }
}
