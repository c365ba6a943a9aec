namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A loop as it was mapped.</summary>
/// <param name="Name">The name.</param>
/// <param name="Period">The time from the beginning of one round to that of the next.</param>
/// <param name="Forever">Whether it starts again after a crash.</param>
/// <param name="Create">Makes the object of one life.</param>
/// <param name="OwnsObject">Whether the object has to be disposed: no container knows it.</param>
internal sealed record LoopDefinition(string Name, TimeSpan Period, bool Forever, Func<IServiceProvider, BackgroundLoop> Create, bool OwnsObject);
