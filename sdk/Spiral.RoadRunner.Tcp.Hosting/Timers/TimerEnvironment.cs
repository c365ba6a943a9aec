using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What all timers share.</summary>
/// <param name="Scopes">Makes the scope of each tick.</param>
/// <param name="Leases">Where the workers of the pool agree.</param>
/// <param name="Logger">Gets what goes wrong.</param>
/// <param name="Time">The clock.</param>
/// <param name="Stopping">Fires when the timers stop: told to the tick in flight.</param>
internal sealed record TimerEnvironment(IServiceScopeFactory Scopes, ITimerLeases Leases, ILogger Logger, TimeProvider Time, CancellationToken Stopping);
