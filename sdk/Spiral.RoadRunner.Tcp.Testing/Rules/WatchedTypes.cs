using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Finds the types whose static fields handlers may have used to keep something.</summary>
internal static class WatchedTypes
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const string BackingFieldSuffix = ">k__BackingField";

    private static readonly string[] TestFrameworks = ["xunit", "nunit", "MSTest", "Microsoft.VisualStudio.TestPlatform", "TUnit"];
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();
    private static readonly ConcurrentDictionary<Assembly, bool> TestAssemblies = new();
    private static readonly ConcurrentDictionary<(Assembly, string?), Type[]> Neighbours = new();

    /// <summary>Returns handlers, what is nested in them, and what stands beside them in their namespace.</summary>
    /// <remarks>Beside handlers in a project of tests stand other tests, which may be running: there only what is nested counts.</remarks>
    public static IEnumerable<Type> Around(IEnumerable<Type> handlers)
    {
        var found = new HashSet<Type>();
        foreach (var handler in handlers.Select(Outermost))
        {
            var beside = TestAssemblies.GetOrAdd(handler.Assembly, IsOfTests)
                ? [handler]
                : Neighbours.GetOrAdd((handler.Assembly, handler.Namespace), static place => [.. TypesOf(place.Item1).Where(type => !type.IsNested && type.Namespace == place.Item2)]);
            foreach (var type in beside)
            {
                Add(found, type);
            }
        }

        return found;
    }

    /// <summary>Returns the static fields of a type that can hold something that changes.</summary>
    public static FieldInfo[] FieldsOf(Type type) => Fields.GetOrAdd(type, static type => [.. type.GetFields(Statics).Where(CanChange)]);

    /// <summary>Returns the name of a field, or of the property that it belongs to.</summary>
    public static string NameOf(FieldInfo field)
    {
        var name = field.Name.EndsWith(BackingFieldSuffix, StringComparison.Ordinal) ? field.Name[1..^BackingFieldSuffix.Length] : field.Name;
        return $"{field.DeclaringType!.FullName?.Replace('+', '.')}.{name}";
    }

    private static bool CanChange(FieldInfo field) =>
        !field.IsLiteral
        && !field.FieldType.IsByRefLike
        && !field.FieldType.IsPointer
        && field.GetCustomAttribute<ThreadStaticAttribute>() is null
        && !(field.IsInitOnly && (field.FieldType.IsValueType || field.FieldType == typeof(string)))
        && !(field.Name.StartsWith('<') && !field.Name.EndsWith(BackingFieldSuffix, StringComparison.Ordinal));

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer && (type.Name.StartsWith('<') || !IsTestClassMember(outer)))
        {
            type = outer;
        }

        return type;
    }

    // A service that is nested in a test class is looked at alone.
    private static bool IsTestClassMember(Type outer) => TestAssemblies.GetOrAdd(outer.Assembly, IsOfTests);

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException incomplete)
        {
            // Types that need an assembly which is not there cannot have been used either.
            return incomplete.Types.OfType<Type>();
        }
    }

    private static bool IsOfTests(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Any(static name => Array.Exists(TestFrameworks, framework => name.Name!.StartsWith(framework, StringComparison.OrdinalIgnoreCase)));

    // What the compiler makes keeps delegates and tables, nothing of an event.
    private static void Add(HashSet<Type> found, Type type)
    {
        if (type.Name.StartsWith('<') || type.ContainsGenericParameters || type.GetCustomAttribute<CompilerGeneratedAttribute>() is not null || !found.Add(type))
        {
            return;
        }

        foreach (var nested in type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic))
        {
            Add(found, nested);
        }
    }
}
