namespace RoadRunner.Host.Rpc.Gob;

/// <summary>Reads the definition of a type, which is itself a structure: one field for each kind of type, of which one is sent.</summary>
internal static class GobDefinition
{
    /// <summary>The field of a definition that a slice is in.</summary>
    public const int Slice = 2;

    /// <summary>The field of a definition that a structure is in.</summary>
    public const int Structure = 3;

    /// <summary>Reads a definition behind the number of its type.</summary>
    /// <exception cref="GobFormatException">It is none, or that of another kind of type.</exception>
    public static GobType Read(ref GobCursor message)
    {
        var kind = message.ReadUInt();
        var type = kind switch
        {
            Slice => new GobType(ReadSlice(ref message), Fields: null),
            Structure => new GobType(Element: 0, ReadStructure(ref message)),
            _ => throw new GobFormatException($"a type of kind {kind}; slices ({Slice}) and structures ({Structure}) are read"),
        };
        ReadEnd(ref message);
        return type;
    }

    private static long ReadSlice(ref GobCursor message)
    {
        var element = 0L;
        var field = 0UL;
        while (ReadStep(ref message, ref field))
        {
            switch (field)
            {
                case 1:
                    ReadNamed(ref message);
                    break;
                case 2:
                    element = message.ReadInt();
                    break;
                default:
                    throw Unknown(field);
            }
        }

        return element;
    }

    private static List<GobField> ReadStructure(ref GobCursor message)
    {
        var fields = new List<GobField>();
        var field = 0UL;
        while (ReadStep(ref message, ref field))
        {
            switch (field)
            {
                case 1:
                    ReadNamed(ref message);
                    break;
                case 2:
                    ReadFields(ref message, fields);
                    break;
                default:
                    throw Unknown(field);
            }
        }

        return fields;
    }

    private static void ReadFields(ref GobCursor message, List<GobField> fields)
    {
        var count = message.ReadCount();
        if (count > GobLimits.MaxFields)
        {
            throw new GobFormatException($"a structure with {count} fields; the limit is {GobLimits.MaxFields}");
        }

        for (var index = 0; index < count; index++)
        {
            fields.Add(ReadNamed(ref message));
        }
    }

    /// <summary>Reads a name and a number: those of a type, or those of a field and its type.</summary>
    private static GobField ReadNamed(ref GobCursor message)
    {
        var named = new GobField("", 0);
        var field = 0UL;
        while (ReadStep(ref message, ref field))
        {
            named = field switch
            {
                1 => named with { Name = message.ReadText() },
                2 => named with { Type = message.ReadInt() },
                _ => throw Unknown(field),
            };
        }

        return named;
    }

    /// <summary>Moves to the next field that was sent.</summary>
    private static bool ReadStep(ref GobCursor message, ref ulong field)
    {
        var step = message.ReadUInt();

        // No definition has as many fields; so the sum cannot overflow either.
        field = step <= byte.MaxValue ? field + step : throw Unknown(step);
        return step > 0;
    }

    private static void ReadEnd(ref GobCursor message)
    {
        if (message.ReadUInt() != 0)
        {
            throw new GobFormatException("a type that is of two kinds");
        }
    }

    private static GobFormatException Unknown(ulong field) => new($"field {field} of a definition is not known");
}
