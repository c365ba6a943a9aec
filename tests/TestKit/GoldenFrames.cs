namespace RoadRunner.TestKit;

/// <summary>Frames as hex digits, made from the definition of the protocol and not by our encoder.</summary>
public static class GoldenFrames
{
    /// <summary>Control <c>{"pid":1234}</c> of a server.</summary>
    public const string PidRequest = "13090c0000005f0c467300007b22706964223a313233347d";

    /// <summary>Control <c>{"stop":true}</c> of a server.</summary>
    public const string StopCommand = "13090d0000003a6bfacb00007b2273746f70223a747275657d";

    /// <summary>Control <c>{"pid":42}</c> of a worker.</summary>
    public const string Pid42 = "13010a00000042185d6600007b22706964223a34327d";

    /// <summary>Answer <c>CONTINUE</c>.</summary>
    public const string Continue = "140008000000c1c931ec000008000000434f4e54494e5545";

    /// <summary>Answer <c>CLOSE</c>.</summary>
    public const string Close = "1400050000001c115b1e000005000000434c4f5345";

    /// <summary>Answer <c>WRITE</c> with <c>hello</c> and a line end.</summary>
    public const string WriteHello = "14000c000000965e5363000005000000575249544568656c6c6f0d0a";

    /// <summary>Answer <c>WRITE</c> with an empty body.</summary>
    public const string WriteNothing = "1400050000001c115b1e0000050000005752495445";

    /// <summary>Answer <c>WRITECLOSE</c> with <c>bye</c> and a line end.</summary>
    public const string WriteCloseBye = "14000f00000078f1e67100000a0000005752495445434c4f53456279650d0a";

    /// <summary>Answer <c>WRITECLOSE</c> with <c>Something went wrong</c> and a line end.</summary>
    public const string WriteCloseSomethingWentWrong =
        "140020000000104eb78900000a0000005752495445434c4f5345536f6d657468696e672077656e742077726f6e670d0a";

    /// <summary>Answer <c>WRITE</c> with <c>héllo ✓</c> in UTF-8.</summary>
    public const string WriteHelloUtf8 = "14000f00000078f1e671000005000000575249544568c3a96c6c6f20e29c93";

    /// <summary>Answer <c>{"stop":true}</c> with an empty body: the worker wants to be replaced.</summary>
    public const string StopWish = "14000d000000f339efdb00000d0000007b2273746f70223a747275657d";

    /// <summary>Error <c>boom</c>.</summary>
    public const string ErrorBoom = "134004000000881e11e30000626f6f6d";

    /// <summary>An empty frame with the PING bit.</summary>
    public const string Ping = "13000000000096d180340400";

    /// <summary>An empty frame with the PONG bit.</summary>
    public const string Pong = "13000000000096d180340800";

    /// <summary>An empty frame with the STOP bit.</summary>
    public const string StreamStop = "13000000000096d180340200";
}
