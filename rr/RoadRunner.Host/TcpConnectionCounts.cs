namespace RoadRunner.Host;

/// <summary>The connections of a server, counted since the start of the host.</summary>
/// <param name="Open">How many there are, those included whose clients have not accepted the last bytes yet.</param>
/// <param name="Accepted">How many have been served; the refused ones are not among them.</param>
/// <param name="Refused">
/// How many were refused, by reason: <c>max_connections</c>, <c>max_connections_per_ip</c>, <c>proxy_protocol</c>, <c>tls_handshake</c>,
/// <c>stop</c> (of the host before the first event). A reason that has not occurred is not there.
/// </param>
/// <param name="Ended">
/// How many have ended, by reason: <c>answer</c>, <c>failure</c> (of their event), <c>client</c>, <c>broken</c> (reset by the
/// client), <c>max_message_size</c>, <c>short_read</c> (framing <c>roadrunner</c>), <c>idle_timeout</c>, <c>read_timeout</c>, <c>write_timeout</c>, <c>rpc</c>
/// (<c>tcp.Close</c>), <c>stop</c>, <c>abort</c> (not over within <c>drain_timeout</c>), <c>error</c> (of the host).
/// </param>
public sealed record TcpConnectionCounts(
    int Open,
    long Accepted,
    IReadOnlyDictionary<string, long> Refused,
    IReadOnlyDictionary<string, long> Ended);
