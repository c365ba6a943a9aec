using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What a static field holds, as far as it can be compared: a value, the identity of an object, the number of elements.</summary>
/// <param name="Value">A value or a string; null for other objects.</param>
/// <param name="Identity">Which object it is.</param>
/// <param name="Count">How many elements it has; -1 when it is no collection.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StaticFieldState(object? Value, int Identity, int Count)
{
    /// <summary>Reads a field.</summary>
    /// <returns>False when it cannot be read: the initializer of its type fails.</returns>
    public static bool TryRead(FieldInfo field, out StaticFieldState state)
    {
        try
        {
            var value = field.GetValue(obj: null);
            state = value switch
            {
                null => default,
                string or ValueType => new StaticFieldState(value, 0, -1),
                ICollection collection => new StaticFieldState(Value: null, RuntimeHelpers.GetHashCode(value), collection.Count),
                _ => new StaticFieldState(Value: null, RuntimeHelpers.GetHashCode(value), CountOf(value)),
            };
            return true;
        }
        catch (Exception unreadable) when (unreadable is TargetInvocationException or TypeInitializationException or NotSupportedException or FieldAccessException)
        {
            state = default;
            return false;
        }
    }

    /// <summary>Says how one became the other, where that can be said.</summary>
    public static string Change(StaticFieldState before, StaticFieldState now) => (before, now) switch
    {
        ({ Value: { } from }, { Value: { } to }) => $" from {from} to {to}",
        ({ Count: >= 0 }, { Count: >= 0 }) when before.Count != now.Count => $" from {before.Count} to {now.Count} elements",
        _ => "",
    };

    // Sets and the like have a count without being an ICollection.
    private static int CountOf(object value) =>
        value is IEnumerable && value.GetType().GetProperty("Count", BindingFlags.Public | BindingFlags.Instance, binder: null, typeof(int), [], modifiers: null)?.GetValue(value) is int count ? count : -1;
}
