namespace Spiral.RoadRunner.Tcp.Tests;

/// <summary>Contexts of events, written as RoadRunner writes them.</summary>
internal static class Contexts
{
    public const string Uuid = "b993374e-7cf9-4cce-8400-b83bc249e093";

    public const string Connected =
        """{"remote_addr":"127.0.0.1:42876","server":"echo","uuid":"b993374e-7cf9-4cce-8400-b83bc249e093","event":"CONNECTED"}""";

    public const string Data =
        """{"remote_addr":"127.0.0.1:42876","server":"echo","uuid":"b993374e-7cf9-4cce-8400-b83bc249e093","event":"DATA"}""";

    public const string Close =
        """{"remote_addr":"127.0.0.1:42876","server":"echo","uuid":"b993374e-7cf9-4cce-8400-b83bc249e093","event":"CLOSE"}""";

    /// <summary>The context of one connection among many.</summary>
    public static string DataOf(int connection) =>
        $$"""{"remote_addr":"10.0.0.1:{{connection}}","server":"s{{connection % 3}}","uuid":"{{UuidOf(connection)}}","event":"DATA"}""";

    public static string UuidOf(int connection) => $"00000000-0000-4000-8000-{connection:x12}";
}
