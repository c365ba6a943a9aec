using System.Text;

namespace RoadRunner.TestWorkers.Bare;

/// <summary>An event as a program without the SDK sees it.</summary>
/// <param name="Context">The JSON.</param>
/// <param name="Body">The bytes as text, without the line end.</param>
internal sealed record BareEvent(string Context, string Body)
{
    public bool IsData => Context.Contains("\"event\":\"DATA\"", StringComparison.Ordinal);

    public static BareEvent From(ReadOnlySpan<byte> context, ReadOnlySpan<byte> body) =>
        new(Encoding.UTF8.GetString(context), Encoding.UTF8.GetString(body).TrimEnd());
}
