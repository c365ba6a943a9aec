using System.Collections.Concurrent;
using Google.Protobuf.Reflection;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>The names that Go gives to the fields of a message: <c>log_attrs</c> is <c>LogAttrs</c>.</summary>
internal static class GoName
{
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    public static string Of(FieldDescriptor field) =>
        Names.GetOrAdd(field.Name, static name => string.Concat(name.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word[1..])));
}
