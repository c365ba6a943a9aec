using System.Text.RegularExpressions;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Finds what looks like a secret inside a text.</summary>
internal static partial class SecretText
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Hidden = "***";

    /// <summary>Returns the text with the passwords of URLs and connection strings hidden.</summary>
    public static string Mask(string text) =>
        SecretPart().Replace(UrlPassword().Replace(text, $"${{kept}}{Hidden}@"), $"${{kept}}{Hidden}");

    [GeneratedRegex("(?<kept>[a-z][a-z0-9+.-]*://[^/:@\\s]*:)[^@/\\s]+@", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UrlPassword();

    [GeneratedRegex("(?<kept>(password|pwd|secret|token|api_?key)\\s*=\\s*)[^;,&\\s]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretPart();
}
