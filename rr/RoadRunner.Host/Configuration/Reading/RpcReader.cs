namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>rpc</c>.</summary>
internal static class RpcReader
{
    public static RpcConfiguration? Read(ConfigurationSection section)
    {
        var text = section.Text("listen");
        if (text is null)
        {
            return section.Exists ? new RpcConfiguration(ConfigurationDefaults.RpcListen, Listen: null) : null;
        }

        // Workers get the text as it is, and their relay wants the protocol in it.
        if (ListenAddress.Parse(text, schemeRequired: true, out var error) is { } address)
        {
            return new RpcConfiguration(address, text);
        }

        section.Error("listen", error!);
        return null;
    }
}
