using System.Reflection;
using System.Runtime.CompilerServices;

namespace RoadRunner.TestKit;

/// <summary>One member, much as it would be written in C#; nothing for members that users cannot reach.</summary>
internal static class MemberSignature
{
    public static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when !constructor.IsStatic && IsReachable(constructor) =>
            $"{Access(constructor)} {TypeName.Of(constructor.DeclaringType!).Split('<')[0]}({Parameters(constructor)})",
        MethodInfo method when IsOrdinary(method) && IsReachable(method) => Method(method),
        PropertyInfo property when MostOpen(property.GetMethod, property.SetMethod) is { } accessor => Property(property, accessor),
        EventInfo @event when @event.AddMethod is { } add && IsReachable(add) =>
            $"{Access(add)} {Modifiers(add)}event {TypeName.Of(@event.EventHandlerType!, Nullability().Create(@event))} {@event.Name}",
        FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly => Field(field),
        _ => null,
    };

    public static string Returned(MethodInfo method)
    {
        var reference = method.ReturnType.IsByRef ? "ref " : "";
        return reference + TypeName.Of(method.ReturnType, Nullability().Create(method.ReturnParameter));
    }

    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var isExtension = parameter.Position == 0 && parameter.Member.IsDefined(typeof(ExtensionAttribute), inherit: false);
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) || parameter.IsDefined(typeof(ParamCollectionAttribute), inherit: false);
        var passing = (parameter.ParameterType.IsByRef, parameter.IsOut, parameter.IsIn) switch
        {
            (false, _, _) => "",
            (_, true, _) => "out ",
            (_, _, true) => "in ",
            _ => "ref ",
        };
        var fallback = "";
        if (parameter.HasDefaultValue)
        {
            var isDefaultOfStruct = parameter.DefaultValue is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null;
            fallback = " = " + (isDefaultOfStruct ? "default" : TypeName.Literal(DefaultOf(parameter)));
        }

        var type = TypeName.Of(parameter.ParameterType, Nullability().Create(parameter));
        return $"{(isExtension ? "this " : "")}{(isParams ? "params " : "")}{passing}{type} {parameter.Name}{fallback}";
    }

    private static object? DefaultOf(ParameterInfo parameter) => parameter is { DefaultValue: { } value, ParameterType.IsEnum: true }
        ? Enum.ToObject(parameter.ParameterType, value)
        : parameter.DefaultValue;

    private static string Method(MethodInfo method)
    {
        var arguments = method.GetGenericArguments();
        var generic = arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(argument => argument.Name))}>";
        return $"{Access(method)} {Modifiers(method)}{Returned(method)} {method.Name}{generic}({Parameters(method)}){TypeSignature.Constraints(arguments)}";
    }

    private static string Property(PropertyInfo property, MethodInfo mostOpen)
    {
        var indexes = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        var name = indexes.Length == 0 ? property.Name : $"this[{indexes}]";
        var type = TypeName.Of(property.PropertyType, Nullability().Create(property));
        var accessors = Accessor(property.GetMethod, mostOpen, "get") + Accessor(property.SetMethod, mostOpen, IsInit(property.SetMethod) ? "init" : "set");
        return $"{Access(mostOpen)} {Modifiers(mostOpen)}{type} {name} {{ {accessors}}}";
    }

    private static string Accessor(MethodInfo? accessor, MethodInfo mostOpen, string word)
    {
        if (accessor is null || !IsReachable(accessor))
        {
            return "";
        }

        return Access(accessor) == Access(mostOpen) ? word + "; " : $"{Access(accessor)} {word}; ";
    }

    private static string Field(FieldInfo field)
    {
        var access = field.IsPublic ? "public" : "protected";
        var type = TypeName.Of(field.FieldType, Nullability().Create(field));
        if (field.IsLiteral)
        {
            return $"{access} const {type} {field.Name} = {TypeName.Literal(field.GetRawConstantValue())}";
        }

        return $"{access} {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
        {
            return method.IsAbstract ? "static abstract " : "static ";
        }

        if (method.DeclaringType!.IsInterface)
        {
            return "";
        }

        var isOverride = method.GetBaseDefinition().DeclaringType != method.DeclaringType;
        return (isOverride, method.IsAbstract, method.IsFinal, method.IsVirtual) switch
        {
            (true, _, true, _) => "sealed override ",
            (true, _, _, _) => "override ",
            (_, true, _, _) => "abstract ",
            (_, _, false, true) => "virtual ",
            _ => "",
        };
    }

    private static bool IsOrdinary(MethodInfo method) =>
        !method.Name.Contains('<', StringComparison.Ordinal) &&
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static bool IsReachable(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static MethodInfo? MostOpen(MethodInfo? first, MethodInfo? second) =>
        new[] { first, second }.OfType<MethodInfo>().Where(IsReachable).OrderByDescending(method => method.IsPublic).FirstOrDefault();

    private static bool IsInit(MethodInfo? setter) =>
        setter?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ?? false;

    // The context is a cache that is not safe for two threads; a new one costs nothing that a test would notice.
    private static NullabilityInfoContext Nullability() => new();
}
