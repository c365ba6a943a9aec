using System.Text.Encodings.Web;
using System.Text.Json;

namespace Spiral.RoadRunner.Rpc;

/// <summary>The JSON of all calls.</summary>
internal static class RpcJson
{
    // Bodies never reach a browser, so only what JSON itself forbids is escaped.
    public static RpcJsonContext Context { get; } =
        new(new JsonSerializerOptions(RpcJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
