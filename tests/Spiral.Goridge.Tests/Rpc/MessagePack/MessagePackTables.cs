namespace Spiral.Goridge.Rpc.Tests;

/// <summary>The byte tables of the specification (github.com/msgpack/msgpack, spec.md), written out by hand.</summary>
internal static class MessagePackTables
{
    /// <summary>Gets every boundary of the integers, in the shortest form.</summary>
    public static TheoryData<long, string> Integers => new()
    {
        { 0, "00" },
        { 1, "01" },
        { 127, "7f" },
        { 128, "cc80" },
        { 255, "ccff" },
        { 256, "cd0100" },
        { 65535, "cdffff" },
        { 65536, "ce00010000" },
        { 4294967295, "ceffffffff" },
        { 4294967296, "cf0000000100000000" },
        { long.MaxValue, "cf7fffffffffffffff" },
        { -1, "ff" },
        { -32, "e0" },
        { -33, "d0df" },
        { -128, "d080" },
        { -129, "d1ff7f" },
        { -32768, "d18000" },
        { -32769, "d2ffff7fff" },
        { -2147483648, "d280000000" },
        { -2147483649, "d3ffffffff7fffffff" },
        { long.MinValue, "d38000000000000000" },
    };

    /// <summary>Gets integers in forms that are longer than they need to be, as Go writes them.</summary>
    public static TheoryData<long, string> LongIntegers => new()
    {
        { 0, "cc00" },
        { 0, "cd0000" },
        { 0, "ce00000000" },
        { 0, "cf0000000000000000" },
        { 0, "d000" },
        { 127, "d07f" },
        { 127, "d1007f" },
        { 32767, "d17fff" },
        { 2147483647, "d27fffffff" },
        { 22905, "d30000000000005979" },
        { long.MaxValue, "d37fffffffffffffff" },
        { -1, "d0ff" },
        { -1, "d1ffff" },
        { -1, "d2ffffffff" },
        { -1, "d3ffffffffffffffff" },
    };

    /// <summary>Gets the headers of strings by length.</summary>
    public static TheoryData<int, string> Strings => new()
    {
        { 0, "a0" },
        { 1, "a1" },
        { 31, "bf" },
        { 32, "d920" },
        { 255, "d9ff" },
        { 256, "da0100" },
        { 65535, "daffff" },
        { 65536, "db00010000" },
    };

    /// <summary>Gets the headers of bytes by length.</summary>
    public static TheoryData<int, string> Binaries => new()
    {
        { 0, "c400" },
        { 1, "c401" },
        { 255, "c4ff" },
        { 256, "c50100" },
        { 65535, "c5ffff" },
        { 65536, "c600010000" },
    };

    /// <summary>Gets the headers of arrays by count.</summary>
    public static TheoryData<int, string> Arrays => new()
    {
        { 0, "90" },
        { 1, "91" },
        { 15, "9f" },
        { 16, "dc0010" },
        { 65535, "dcffff" },
        { 65536, "dd00010000" },
    };

    /// <summary>Gets the headers of maps by count.</summary>
    public static TheoryData<int, string> Maps => new()
    {
        { 0, "80" },
        { 1, "81" },
        { 15, "8f" },
        { 16, "de0010" },
        { 65535, "deffff" },
        { 65536, "df00010000" },
    };

    /// <summary>Gets the headers of extensions of type 5 by length.</summary>
    public static TheoryData<int, string> Extensions => new()
    {
        { 0, "c70005" },
        { 1, "d405" },
        { 2, "d505" },
        { 3, "c70305" },
        { 4, "d605" },
        { 5, "c70505" },
        { 8, "d705" },
        { 16, "d805" },
        { 17, "c71105" },
        { 255, "c7ff05" },
        { 256, "c8010005" },
        { 65535, "c8ffff05" },
        { 65536, "c90001000005" },
    };

    /// <summary>Gets floats of both sizes.</summary>
    public static TheoryData<double, string> Doubles => new()
    {
        { 0.0, "cb0000000000000000" },
        { -0.0, "cb8000000000000000" },
        { 1.5, "cb3ff8000000000000" },
        { -2.0, "cbc000000000000000" },
        { double.MaxValue, "cb7fefffffffffffff" },
        { double.Epsilon, "cb0000000000000001" },
        { double.PositiveInfinity, "cb7ff0000000000000" },
        { double.NegativeInfinity, "cbfff0000000000000" },
    };

    public static TheoryData<float, string> Singles => new()
    {
        { 0f, "ca00000000" },
        { 1.5f, "ca3fc00000" },
        { -2f, "cac0000000" },
        { float.MaxValue, "ca7f7fffff" },
        { float.PositiveInfinity, "ca7f800000" },
    };

    /// <summary>Gets timestamps of the three sizes.</summary>
    public static TheoryData<long, uint, string> Timestamps => new()
    {
        { 0, 0, "d6ff00000000" },
        { 1, 0, "d6ff00000001" },
        { 4294967295, 0, "d6ffffffffff" },
        { 4294967296, 0, "d7ff0000000100000000" },
        { 0, 1, "d7ff0000000400000000" },
        { 0, 999999999, "d7ffee6b27fc00000000" },
        { 17179869183, 999999999, "d7ffee6b27ffffffffff" },
        { 17179869184, 0, "c70cff000000000000000400000000" },
        { -1, 0, "c70cff00000000ffffffffffffffff" },
        { -1, 999999999, "c70cff3b9ac9ffffffffffffffffff" },
        { long.MinValue, 0, "c70cff000000008000000000000000" },
        { long.MaxValue, 5, "c70cff000000057fffffffffffffff" },
    };
}
