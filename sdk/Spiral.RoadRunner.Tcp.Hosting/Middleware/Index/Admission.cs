namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Whether a connection may come in.</summary>
internal enum Admission
{
    Entered,
    ServerFull,
    AddressFull,
}
