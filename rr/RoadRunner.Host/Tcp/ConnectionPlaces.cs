using System.Net;

namespace RoadRunner.Host.Tcp;

/// <summary>The places for connections, in all and for each address. Safe to use from any thread.</summary>
/// <param name="key">The section of the configuration that the limits come from, for messages.</param>
/// <param name="most">How many connections there may be; 0 for any number.</param>
/// <param name="mostPerIp">How many one address may have; 0 for any number.</param>
internal sealed class ConnectionPlaces(string key, int most, int mostPerIp)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _addresses = [];
    private int _taken;

    /// <summary>Gets how many places are taken.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Takes a place that no address is counted for yet.</summary>
    /// <returns>Null, or why there is none.</returns>
    public Refusal? Take()
    {
        if (Interlocked.Increment(ref _taken) > most && most > 0)
        {
            Interlocked.Decrement(ref _taken);
            return new Refusal("max_connections", $"{key}.max_connections ({most})");
        }

        return null;
    }

    /// <summary>Gives a place back.</summary>
    public void Return() => Interlocked.Decrement(ref _taken);

    /// <summary>Counts a connection that has a place for its address.</summary>
    /// <returns>Null, or why it may not stay.</returns>
    public Refusal? TakeFor(IPAddress address)
    {
        if (mostPerIp == 0)
        {
            return null;
        }

        lock (_gate)
        {
            var count = _addresses.GetValueOrDefault(address);
            if (count >= mostPerIp)
            {
                return new Refusal("max_connections_per_ip", $"{key}.max_connections_per_ip ({mostPerIp})");
            }

            _addresses[address] = count + 1;
            return null;
        }
    }

    /// <summary>Counts a connection no longer for its address.</summary>
    public void ReturnFor(IPAddress address)
    {
        if (mostPerIp == 0)
        {
            return;
        }

        lock (_gate)
        {
            if (--_addresses[address] == 0)
            {
                _addresses.Remove(address);
            }
        }
    }
}
