using System.Reflection;
using System.Runtime.CompilerServices;

namespace RoadRunner.TestKit;

/// <summary>The first line of a type, much as it would be written in C#.</summary>
internal static class TypeSignature
{
    public static string Declare(Type type)
    {
        if (type.BaseType == typeof(MulticastDelegate))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"public delegate {MemberSignature.Returned(invoke)} {FullNameOf(type)}({MemberSignature.Parameters(invoke)})";
        }

        var bases = Bases(type).ToList();
        var colon = bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
        var attributes = type.IsEnum && type.IsDefined(typeof(FlagsAttribute), inherit: false) ? "[Flags] " : "";
        return $"{attributes}public {Kind(type)} {FullNameOf(type)}{colon}{Constraints(type.GetGenericArguments())}";
    }

    public static string Constraints(Type[] arguments) => string.Concat(arguments.Where(argument => argument.IsGenericParameter).Select(Constraint));

    private static string Constraint(Type argument)
    {
        var attributes = argument.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var rules = new List<string>();
        if (isStruct)
        {
            rules.Add("struct");
        }
        else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            rules.Add("class");
        }

        rules.AddRange(argument.GetGenericParameterConstraints().Where(rule => rule != typeof(ValueType)).Select(rule => TypeName.Of(rule)));
        if (!isStruct && attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            rules.Add("new()");
        }

        return rules.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", rules)}";
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
        {
            return "enum";
        }

        if (type.IsInterface)
        {
            return "interface";
        }

        if (type.IsValueType)
        {
            var readOnly = type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "";
            return type.IsByRefLike ? readOnly + "ref struct" : readOnly + "struct";
        }

        var modifier = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => "",
        };
        var isRecord = type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null;
        return modifier + (isRecord ? "record" : "class");
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
        {
            return [TypeName.Of(Enum.GetUnderlyingType(type))];
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var interfaces = type.GetInterfaces()
            .Where(one => one.IsVisible && !inherited.Contains(one))
            .Select(one => TypeName.Of(one))
            .Order(StringComparer.Ordinal);
        var hasBase = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType);
        return hasBase ? interfaces.Prepend(TypeName.Of(type.BaseType!)) : interfaces;
    }

    private static string FullNameOf(Type type) =>
        type.IsNested ? $"{FullNameOf(type.DeclaringType!)}.{TypeName.Of(type)}" : $"{type.Namespace}.{TypeName.Of(type)}";
}
