namespace Spiral.Goridge.Rpc;

/// <summary>The first bytes of a value: its type, and its number, length or count.</summary>
/// <param name="Type">The family.</param>
/// <param name="Position">Where the value starts.</param>
/// <param name="Bits">An integer in two's complement, the bits of a float, 1 for true, a length in bytes, or a count.</param>
/// <param name="IsNegative">For an integer below zero.</param>
/// <param name="IsSingle">For a float 32.</param>
internal readonly record struct MessagePackHead(MessagePackType Type, int Position, ulong Bits, bool IsNegative = false, bool IsSingle = false)
{
    /// <summary>Gets a length or count; both have been compared with the bytes that are left.</summary>
    public int Length => (int)Bits;
}
