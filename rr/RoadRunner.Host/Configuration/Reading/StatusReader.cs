namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>status</c>.</summary>
internal static class StatusReader
{
    private const int LeastStatusCode = 100;
    private const int MostStatusCode = 599;

    public static StatusConfiguration? Read(ConfigurationSection section)
    {
        var address = HttpAddress.Read(section);
        var code = section.Integer("unavailable_status_code", 0, least: 0, most: MostStatusCode);
        if (code is > 0 and < LeastStatusCode)
        {
            section.Error("unavailable_status_code", $"{code} is no status code of HTTP; it must be {LeastStatusCode} to {MostStatusCode}, or 0 for {ConfigurationDefaults.UnavailableStatusCode}");
        }

        // Seconds that a check may take; those of this host look at what is known already.
        _ = section.Integer("check_timeout", 0, least: 0, most: int.MaxValue);
        if (!section.Exists)
        {
            return null;
        }

        if (section.Find("address") is null)
        {
            section.Context.Warn(section.PathOf("address"), section.Place, "is missing, so health is not served over HTTP");
        }

        return new StatusConfiguration(address) { UnavailableStatusCode = code == 0 ? ConfigurationDefaults.UnavailableStatusCode : code };
    }
}
