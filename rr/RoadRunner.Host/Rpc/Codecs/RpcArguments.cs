namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>The kinds of arguments that have no parts.</summary>
internal static class RpcArguments
{
    /// <summary>Gets the argument of methods that take none: a bool that nobody looks at.</summary>
    public static RpcArgument<bool> Bool { get; } = new BoolArgument();

    /// <summary>Gets a text.</summary>
    public static RpcArgument<string> Text { get; } = new TextArgument();
}
