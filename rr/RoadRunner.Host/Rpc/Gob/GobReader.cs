using RoadRunner.Host.Rpc.Codecs;

namespace RoadRunner.Host.Rpc.Gob;

/// <summary>Reads a gob body: the types that it defines, then one value. What follows that is left aside, as in Go.</summary>
/// <remarks>Bool, int, uint, float, bytes, string, slices and structures: what the calls need that are served in gob. Maps, arrays, interfaces, complex numbers and types with encodings of their own are errors.</remarks>
internal sealed class GobReader
{
    private readonly Dictionary<long, GobType> _types = [];
    private int _left = GoValue.MaxValues;

    private GobReader()
    {
    }

    /// <summary>Reads a body.</summary>
    /// <returns>The value: <see cref="bool"/>, <see cref="long"/>, <see cref="ulong"/>, <see cref="double"/>, bytes, text, a list, or a structure with the fields that were sent.</returns>
    /// <exception cref="GobFormatException">The body is not that.</exception>
    public static GoValue Read(ReadOnlySpan<byte> body) => new GobReader().ReadBody(body);

    private GoValue ReadBody(ReadOnlySpan<byte> body)
    {
        var messages = new GobCursor(body);
        while (true)
        {
            var message = new GobCursor(messages.ReadBytes());
            var id = message.ReadInt();
            if (id >= 0)
            {
                return ReadTop(ref message, id);
            }

            Define(id, GobDefinition.Read(ref message));
            ThrowIfMore(message);
        }
    }

    private void Define(long negative, GobType type)
    {
        if (negative > -GobLimits.FirstType)
        {
            throw new GobFormatException($"the type {-negative} is the format's own and cannot be defined");
        }

        if (_types.Count == GobLimits.MaxTypes)
        {
            throw new GobFormatException($"more than {GobLimits.MaxTypes} types");
        }

        // The smallest number has no opposite; nothing can refer to it.
        if (!_types.TryAdd(unchecked(-negative), type))
        {
            throw new GobFormatException($"the type {-negative} is defined twice");
        }
    }

    private GoValue ReadTop(ref GobCursor message, long id)
    {
        // What is no structure is sent as the only field of one that has no end.
        if (!IsStructure(id) && message.ReadUInt() != 0)
        {
            throw new GobFormatException("a value that is no structure does not start with a zero byte");
        }

        var value = ReadValue(ref message, id, depth: 0);
        ThrowIfMore(message);
        return value;
    }

    private GoValue ReadValue(ref GobCursor message, long id, int depth)
    {
        if (--_left < 0)
        {
            throw new GobFormatException($"more than {GoValue.MaxValues} values");
        }

        switch (id)
        {
            case GobTypeId.Bool:
                return new GoValue(message.ReadUInt() != 0);
            case GobTypeId.Int:
                return new GoValue(message.ReadInt());
            case GobTypeId.UInt:
                return new GoValue(message.ReadUInt());
            case GobTypeId.Float:
                return new GoValue(message.ReadFloat());
            case GobTypeId.Bytes:
                return new GoValue(message.ReadBytes().ToArray());
            case GobTypeId.Text:
                return new GoValue(message.ReadText());
        }

        var type = _types.GetValueOrDefault(id) ?? throw new GobFormatException($"the type {id} is not defined, or not one that is read here");
        if (depth == GobLimits.MaxDepth)
        {
            throw new GobFormatException($"values lie deeper than {GobLimits.MaxDepth} in one another");
        }

        return new GoValue(type.Fields is { } fields ? ReadFields(ref message, fields, depth + 1) : ReadElements(ref message, type.Element, depth + 1));
    }

    private List<GoValue> ReadElements(ref GobCursor message, long element, int depth)
    {
        var count = message.ReadCount();
        var elements = new List<GoValue>();
        for (var index = 0; index < count; index++)
        {
            elements.Add(ReadValue(ref message, element, depth));
        }

        return elements;
    }

    private List<KeyValuePair<string, GoValue>> ReadFields(ref GobCursor message, IReadOnlyList<GobField> fields, int depth)
    {
        var values = new List<KeyValuePair<string, GoValue>>();
        var last = -1;
        while (message.ReadUInt() is > 0 and var step)
        {
            if (step > (ulong)(fields.Count - 1 - last))
            {
                throw new GobFormatException($"a field behind the last one of a structure of {fields.Count}");
            }

            last += (int)step;
            values.Add(KeyValuePair.Create(fields[last].Name, ReadValue(ref message, fields[last].Type, depth)));
        }

        return values;
    }

    private bool IsStructure(long id) => _types.TryGetValue(id, out var type) && type.Fields is not null;

    private static void ThrowIfMore(in GobCursor message)
    {
        if (message.Left > 0)
        {
            throw new GobFormatException($"{message.Left} bytes more in a message than its value has");
        }
    }
}
