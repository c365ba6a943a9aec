using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Architecture.Tests;

/// <summary>Finds out from compiled code which methods use the members of a type.</summary>
internal static class MemberUses
{
    /// <summary>Lists the uses of a type's members.</summary>
    /// <param name="assemblyPath">Where to look.</param>
    /// <param name="typeName">The full name of the type that is used.</param>
    public static IReadOnlyList<MemberUse> Find(string assemblyPath, string typeName)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var metadata = file.GetMetadataReader();
        var members = MembersOf(metadata, typeName);
        return
        [
            .. from method in metadata.MethodDefinitions
               let definition = metadata.GetMethodDefinition(method)
               where definition.RelativeVirtualAddress != 0
               from member in UsedBy(file.GetMethodBody(definition.RelativeVirtualAddress).GetILBytes(), members)
               select new MemberUse(OutermostType(metadata, definition.GetDeclaringType()), member),
        ];
    }

    // Instructions name a member by its token. Looking for its four bytes anywhere may find too much, never too little.
    private static IEnumerable<string> UsedBy(byte[]? code, Dictionary<int, string> members)
    {
        for (var index = 0; code is not null && index + sizeof(int) <= code.Length; index++)
        {
            if (members.TryGetValue(BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(index)), out var member))
            {
                yield return member;
            }
        }
    }

    private static Dictionary<int, string> MembersOf(MetadataReader metadata, string typeName)
    {
        var members = new Dictionary<int, string>();
        foreach (var handle in metadata.MemberReferences)
        {
            var reference = metadata.GetMemberReference(handle);
            if (reference.Parent.Kind == HandleKind.TypeReference && NameOf(metadata, (TypeReferenceHandle)reference.Parent) == typeName)
            {
                members.Add(MetadataTokens.GetToken(handle), metadata.GetString(reference.Name));
            }
        }

        return members;
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    // Lambdas and asynchronous methods are compiled into nested types.
    private static string OutermostType(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
