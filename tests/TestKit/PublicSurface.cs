using System.Reflection;
using System.Text;

namespace RoadRunner.TestKit;

/// <summary>What an assembly promises to its users, as text for an approval file.</summary>
public static class PublicSurface
{
    /// <summary>Lists the exported types with their public and protected members, sorted, one line each.</summary>
    /// <param name="assembly">The assembly to look at.</param>
    public static string Describe(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().Where(IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            text.Append(TypeSignature.Declare(type)).Append('\n');
            foreach (var member in MemberLines(type))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> MemberLines(Type type)
    {
        // A delegate is its declaration.
        if (type.BaseType == typeof(MulticastDelegate))
        {
            return [];
        }

        if (type.IsEnum)
        {
            return Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => $"{Enum.GetName(type, value)} = {value}");
        }

        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetMembers(All)
            .Select(MemberSignature.Describe)
            .OfType<string>()
            .Order(StringComparer.Ordinal);
    }

    // What the compiler makes for itself has a name that no program could write.
    private static bool IsVisible(Type type) => !type.Name.Contains('<', StringComparison.Ordinal);
}
