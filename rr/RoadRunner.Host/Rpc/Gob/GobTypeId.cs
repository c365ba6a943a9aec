namespace RoadRunner.Host.Rpc.Gob;

/// <summary>The types that every gob stream knows by these numbers.</summary>
internal static class GobTypeId
{
    public const int Bool = 1;
    public const int Int = 2;
    public const int UInt = 3;
    public const int Float = 4;
    public const int Bytes = 5;
    public const int Text = 6;
}
