using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What is answered for a type of exceptions.</summary>
internal sealed record ExceptionRule(Func<TcpContext, Exception, ValueTask<TcpReply>> Handler, LogLevel Level);
