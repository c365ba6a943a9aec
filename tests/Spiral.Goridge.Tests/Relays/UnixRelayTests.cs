using System.Net.Sockets;

namespace Spiral.Goridge.Tests.Relays;

public sealed class UnixRelayTests : SocketRelayContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rr");

    public void Dispose() => _folder.Delete(recursive: true);

    protected override Socket Listen(out RelayAddress address)
    {
        address = RelayAddress.Unix(Path.Combine(_folder.FullName, "rr.sock"));
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(address.Path));
        listener.Listen();
        return listener;
    }
}
