namespace RoadRunner.Host.Configuration;

/// <summary>How the bytes of a connection become events, <c>host.framing</c> and <c>host.servers.NAME.framing</c>.</summary>
public enum FramingMode
{
    /// <summary>One event per message that ends with the delimiter, however the network cut the bytes.</summary>
    Exact,

    /// <summary>One event per read, for protocols without a delimiter: nothing is cut, joined or held back, and the application finds the messages.</summary>
    Raw,

    /// <summary>As Go RoadRunner: the delimiter is looked for at the end of each read only, and a read that is shorter than it closes the connection.</summary>
    /// <remarks>For trying a service against Go's behaviour. Events and their order are Go's too: some ends give no Close, others two.</remarks>
    RoadRunner,
}
