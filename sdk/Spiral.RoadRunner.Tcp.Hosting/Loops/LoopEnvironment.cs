using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What all loops share.</summary>
/// <param name="Scopes">Makes the scope of each life.</param>
/// <param name="Events">Told of beginnings and ends.</param>
/// <param name="Logger">Gets what goes wrong.</param>
/// <param name="Time">The clock.</param>
/// <param name="StopApplication">Ends the application because a loop has crashed.</param>
/// <param name="Stopping">Fires when the loops stop.</param>
/// <param name="GivingUp">Fires when the time for stopping is over.</param>
internal sealed record LoopEnvironment(
    IServiceScopeFactory Scopes,
    TcpEvents Events,
    ILogger Logger,
    TimeProvider Time,
    Action StopApplication,
    CancellationToken Stopping,
    CancellationToken GivingUp);
