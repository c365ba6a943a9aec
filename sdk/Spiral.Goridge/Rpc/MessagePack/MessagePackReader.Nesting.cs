namespace Spiral.Goridge.Rpc;

/// <content>Arrays and maps, how deep they are nested, and how to pass them.</content>
public ref partial struct MessagePackReader
{
    /// <summary>Starts an array.</summary>
    /// <returns>How many values follow; never more than there are bytes left.</returns>
    /// <exception cref="MessagePackException">There is something else, or the array is nested too deep.</exception>
    public int ReadArrayHeader()
    {
        var head = Expect(MessagePackType.Array);
        Complete(head.Length);
        return head.Length;
    }

    /// <summary>Starts a map.</summary>
    /// <returns>How many pairs of key and value follow; never more than half the bytes left.</returns>
    /// <exception cref="MessagePackException">There is something else, or the map is nested too deep.</exception>
    public int ReadMapHeader()
    {
        var head = Expect(MessagePackType.Map);
        Complete(2 * head.Length);
        return head.Length;
    }

    /// <summary>Reads the next value, with everything in it, and drops it.</summary>
    /// <exception cref="MessagePackException">There is no whole value.</exception>
    public void Skip()
    {
        var depth = _depth;
        do
        {
            SkipOne();
        }
        while (_depth > depth);
    }

    private void SkipOne()
    {
        var head = ReadHead();
        switch (head.Type)
        {
            case MessagePackType.Array:
                Complete(head.Length);
                return;
            case MessagePackType.Map:
                Complete(2 * head.Length);
                return;
            case MessagePackType.String or MessagePackType.Binary:
                Take(head.Length);
                break;
            case MessagePackType.Extension:
                Take(1 + head.Length);
                break;
        }

        Complete(children: 0);
    }

    // One value of the innermost container is done; a container that is full is closed, and so may be those around it.
    private void Complete(int children)
    {
        Span<int> open = _open;
        if (_depth > 0)
        {
            open[_depth - 1]--;
        }

        if (children > 0)
        {
            if (_depth == MaxDepth)
            {
                throw new MessagePackException(MessagePackError.TooDeep, _position, $"Arrays and maps are nested deeper than {MaxDepth}");
            }

            open[_depth++] = children;
        }

        while (_depth > 0 && open[_depth - 1] == 0)
        {
            _depth--;
        }
    }
}
