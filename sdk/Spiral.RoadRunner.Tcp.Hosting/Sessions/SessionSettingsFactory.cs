using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Makes what the sessions of a server need to know.</summary>
internal sealed class SessionSettingsFactory(ISessionStore store, IOptions<TcpSessionOptions> options, TimeProvider time)
{
    public SessionSettings Create(string server) => new(server, store, options.Value, new RenewalClock(), time);
}
