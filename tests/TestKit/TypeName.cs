using System.Globalization;
using System.Reflection;

namespace RoadRunner.TestKit;

/// <summary>Names of types as they are written in C#, with the question marks of nullable annotations.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        var isNullable = !type.IsValueType
            && (nullability?.ReadState == NullabilityState.Nullable || nullability?.WriteState == NullabilityState.Nullable);
        return Plain(type, nullability) + (isNullable ? "?" : "");
    }

    public static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        char character => $"'{character}'",
        Enum member => $"{member.GetType().Name}.{member}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Plain(Type type, NullabilityInfo? nullability)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!, nullability?.ElementType) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        var arguments = OwnArguments(type);
        if (arguments.Length == 0)
        {
            return type.Name.Split('`')[0];
        }

        var known = nullability?.GenericTypeArguments ?? [];
        var names = arguments.Select((argument, index) => Of(argument, known.Length == arguments.Length ? known[index] : null));
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", names)}>";
    }

    // A nested type repeats the arguments of the type around it.
    private static Type[] OwnArguments(Type type) =>
        type.GetGenericArguments()[(type.IsGenericParameter ? 0 : type.DeclaringType?.GetGenericArguments().Length ?? 0)..];
}
