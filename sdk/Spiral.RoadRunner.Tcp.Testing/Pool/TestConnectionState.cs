using System.Diagnostics.CodeAnalysis;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What the pool keeps with a connection.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The buffer is empty between events.")]
internal sealed class TestConnectionState(TestTransport transport)
{
    public TestTransport Transport { get; } = transport;

    public TcpAnswerBuffer Answer { get; } = new();
}
