using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>Reads and says nothing.</summary>
internal sealed class SilentService : TcpService;
