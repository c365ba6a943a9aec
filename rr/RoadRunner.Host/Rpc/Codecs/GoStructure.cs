namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>The fields of a structure by name, whatever its case. A field that is missing or null has its zero value; the last one of a name counts.</summary>
/// <param name="name">What Go calls the structure, for error texts.</param>
/// <param name="fields">The fields.</param>
internal sealed class GoStructure(string name, List<KeyValuePair<string, GoValue>> fields)
{
    /// <summary>Takes a value as a structure.</summary>
    /// <exception cref="RpcFault">It is something else.</exception>
    public static GoStructure Of(string name, GoValue value) => value.Value switch
    {
        null => new GoStructure(name, []),
        List<KeyValuePair<string, GoValue>> fields => new GoStructure(name, fields),
        _ => throw RpcErrors.JsonType(value.Kind, name),
    };

    public string Text(string field) => Find(field) switch
    {
        { Value: null } => "",
        { Value: string text } => text,
        var other => throw Mismatch(field, other, "string"),
    };

    public double Number(string field) => Find(field) switch
    {
        { Value: null } => 0,
        { Value: long integer } => integer,
        { Value: double number } => number,
        var other => throw Mismatch(field, other, "float64"),
    };

    public IReadOnlyList<string> Texts(string field) => List(field, "string", static item => item.Value as string);

    public IReadOnlyList<double> Numbers(string field) => List(field, "float64", static item => item.Value switch
    {
        long integer => integer,
        double number => number,
        _ => (double?)null,
    }).Select(static number => number!.Value).ToList();

    public GoStructure Structure(string field, string type) => Find(field) switch
    {
        { Value: null } => new GoStructure(type, []),
        { Value: List<KeyValuePair<string, GoValue>> inner } => new GoStructure(type, inner),
        var other => throw Mismatch(field, other, type),
    };

    /// <summary>Refuses a field that this codec cannot carry in Go either.</summary>
    public void Refuse(string field, string goType)
    {
        if (Find(field) is { Value: not null } found)
        {
            throw Mismatch(field, found, goType);
        }
    }

    private List<T> List<T>(string field, string goType, Func<GoValue, T?> convert)
    {
        var value = Find(field);
        if (value.Value is null)
        {
            return [];
        }

        var items = value.Value as List<GoValue> ?? throw Mismatch(field, value, $"[]{goType}");
        return items.ConvertAll(item => convert(item) is { } converted ? converted : throw Mismatch(field, item, goType));
    }

    private GoValue Find(string field) => fields.FindLast(one => one.Key.Equals(field, StringComparison.OrdinalIgnoreCase)).Value;

    private RpcFault Mismatch(string field, GoValue value, string goType) =>
        RpcErrors.JsonFieldType(value.Kind, name, char.ToUpperInvariant(field[0]) + field[1..], goType);
}
