namespace RoadRunner.Host.Tests.InProcess;

/// <summary>What a <see cref="ScriptedExecutor"/> was handed.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Server">The server.</param>
/// <param name="Uuid">The connection.</param>
/// <param name="RemoteAddress">The client.</param>
/// <param name="Body">The body in Latin-1, with line ends as <c>\r</c> and <c>\n</c>.</param>
internal sealed record SeenEvent(ConnectionEventKind Kind, string Server, string Uuid, string RemoteAddress, string Body);
