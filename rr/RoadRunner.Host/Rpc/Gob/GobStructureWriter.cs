namespace RoadRunner.Host.Rpc.Gob;

/// <summary>Writes the fields of a structure in their order; those that are zero are left out.</summary>
internal sealed class GobStructureWriter(GobWriter writer)
{
    private ulong _step;

    public GobStructureWriter Int(long value)
    {
        if (Begin(value != 0))
        {
            writer.WriteInt(value);
        }

        return this;
    }

    public GobStructureWriter UInt(ulong value)
    {
        if (Begin(value != 0))
        {
            writer.WriteUInt(value);
        }

        return this;
    }

    public GobStructureWriter Float(double value)
    {
        if (Begin(value != 0))
        {
            writer.WriteFloat(value);
        }

        return this;
    }

    public GobStructureWriter Text(string value)
    {
        if (Begin(value.Length > 0))
        {
            writer.WriteText(value);
        }

        return this;
    }

    /// <summary>Begins a list, whose elements follow.</summary>
    public GobStructureWriter List(int count)
    {
        if (Begin(count > 0))
        {
            writer.WriteUInt((ulong)count);
        }

        return this;
    }

    /// <summary>Ends the structure.</summary>
    public void End() => writer.WriteUInt(0);

    /// <summary>Moves on by one field, and says how far it is from the one before if it is written.</summary>
    private bool Begin(bool isWritten)
    {
        _step++;
        if (isWritten)
        {
            writer.WriteUInt(_step);
            _step = 0;
        }

        return isWritten;
    }
}
