using System.Diagnostics.CodeAnalysis;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Remembers a limited number of values; the one that was not used for the longest time goes first. Not safe for several threads at once.</summary>
internal sealed class LruCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _nodes = [];
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _order = new();

    public int Count => _nodes.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }

        Use(node);
        value = node.Value.Value;
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        if (_nodes.TryGetValue(key, out var known))
        {
            known.Value = new KeyValuePair<TKey, TValue>(key, value);
            Use(known);
            return;
        }

        if (_nodes.Count >= capacity)
        {
            _nodes.Remove(_order.First!.Value.Key);
            _order.RemoveFirst();
        }

        _nodes[key] = _order.AddLast(new KeyValuePair<TKey, TValue>(key, value));
    }

    public bool Remove(TKey key)
    {
        if (!_nodes.Remove(key, out var node))
        {
            return false;
        }

        _order.Remove(node);
        return true;
    }

    private void Use(LinkedListNode<KeyValuePair<TKey, TValue>> node)
    {
        if (node != _order.Last)
        {
            _order.Remove(node);
            _order.AddLast(node);
        }
    }
}
