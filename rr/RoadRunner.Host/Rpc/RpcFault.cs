namespace RoadRunner.Host.Rpc;

/// <summary>A request is answered with an error. The message is the text of the reply.</summary>
internal sealed class RpcFault(string message, Exception? innerException = null) : Exception(message, innerException);
