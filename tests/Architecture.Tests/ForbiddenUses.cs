namespace Architecture.Tests;

/// <summary>What <see cref="StandardOutputTests"/> has to find; never called.</summary>
internal static class ForbiddenUses
{
    public static void Write() => Console.WriteLine("text");

    public static async Task WriteLater()
    {
        await Task.Yield();
        await Console.Out.WriteAsync("text");
    }

    public static Func<Stream> Opener() => static () => Console.OpenStandardOutput();
}
