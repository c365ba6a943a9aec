using Spiral.Goridge;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>Tells failures of a call from faults of the program, which nobody should get as a value.</summary>
internal static class KeyValueFailure
{
    public static bool IsOurs(Exception error) => error is KeyValueException || IsOfTheLink(error);

    /// <summary>The server has not answered, or not so that it could be understood.</summary>
    public static bool IsOfTheLink(Exception error) => error is RpcLinkException or GoridgeException;

    /// <summary>The request has gone out, and nobody knows what became of it.</summary>
    public static bool MayHaveHappened(Exception error) => error is ConnectionLostException or CommandTimeoutException or GoridgeException;
}
