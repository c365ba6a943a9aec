namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Serves an application in its own process, without a server in front: <c>--standalone</c>.</summary>
/// <remarks>The package RoadRunner.Host.InProcess has one; a plain worker carries none of it.</remarks>
public interface ITcpStandaloneRunner
{
    /// <summary>Starts the application, serves it until it is told to stop, and stops it.</summary>
    /// <param name="application">The application, not started yet.</param>
    /// <param name="arguments">The arguments of the program, without <c>--standalone</c>.</param>
    /// <param name="cancellationToken">Stops serving.</param>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(TcpApplication application, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
