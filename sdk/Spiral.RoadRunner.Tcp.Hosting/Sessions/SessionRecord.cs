namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What is stored of a connection under its one key; large bodies stand beside it, in pieces.</summary>
internal sealed class SessionRecord
{
    /// <summary>Gets or sets how often the record was written.</summary>
    public long Revision { get; set; }

    /// <summary>Gets or sets when its lifetime was last renewed, in milliseconds of Unix time.</summary>
    public long RenewedAt { get; set; }

    /// <summary>Gets or sets the framing that the connection was switched to, in its own text; empty for that of the server.</summary>
    public string Framing { get; set; } = "";

    /// <summary>Gets or sets what the framing has to know beside the leftover.</summary>
    public MessageCarry Carry { get; set; }

    /// <summary>Gets or sets the bytes that have not become a message yet.</summary>
    public SpoolState Leftover { get; set; } = new("");

    /// <summary>Gets the values by their keys.</summary>
    public Dictionary<string, byte[]> Items { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the spools by their names.</summary>
    public Dictionary<string, SpoolState> Spools { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets a value indicating whether there is nothing that has to be kept.</summary>
    public bool IsEmpty => Framing.Length == 0 && Carry == default && Leftover.Length == 0 && Items.Count == 0 && Spools.Count == 0;
}
