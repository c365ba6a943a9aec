namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>kv</c>.</summary>
internal static class KeyValueReader
{
    private const string MemoryDriver = "memory";
    private const string RedisDriver = "redis";

    public static KeyValueConfiguration? Read(ConfigurationSection root)
    {
        var section = root.Section("kv");
        if (!section.Exists)
        {
            return null;
        }

        var storages = new List<StorageConfiguration>();
        foreach (var (name, storage) in section.NamedSections())
        {
            if (name.Length == 0 || name.Contains('.', StringComparison.Ordinal))
            {
                storage.Context.Error(storage.Path, storage.Place, $"the storage name \"{name}\" must not be empty or have a dot in it");
            }

            if (ReadStorage(root, name, storage) is { } read)
            {
                storages.Add(read);
            }
        }

        return new KeyValueConfiguration(storages.AsReadOnly());
    }

    private static StorageConfiguration? ReadStorage(ConfigurationSection root, string name, ConfigurationSection storage)
    {
        // Asking makes the key known, whatever the driver; a driver that we do not have has settings that we do not know.
        var config = storage.Find("config");
        if (!storage.TryText("driver", out var driver))
        {
            return null;
        }

        switch (driver)
        {
            case null:
                storage.Context.Error(
                    storage.PathOf("driver"), storage.PlaceOf("driver"), $"could not find mandatory driver field in the {name} storage");
                return null;
            case MemoryDriver:
                if (config is not null)
                {
                    // Drivers of older RoadRunner versions had it, and files still do.
                    storage.Section("config").Find("interval");
                }

                return new StorageConfiguration(name, StorageDriver.Memory, storage.Place);
            case RedisDriver:
                return new StorageConfiguration(name, StorageDriver.Redis, storage.Place) { Redis = ReadRedis(root, name, storage, config) };
            default:
                storage.Error(
                    "driver", $"\"{driver}\" is not one of {MemoryDriver}, {RedisDriver}, the drivers of this host; Go RoadRunner has the rest");
                return null;
        }
    }

    private static RedisConfiguration? ReadRedis(ConfigurationSection root, string name, ConfigurationSection storage, ConfigurationEntry? config)
    {
        if (config is not null)
        {
            return RedisReader.Read(storage.Section("config"));
        }

        var fallback = root.Section(name);
        if (fallback.Exists)
        {
            return RedisReader.Read(fallback);
        }

        storage.Context.Error(
            storage.PathOf("config"),
            storage.PlaceOf("config"),
            $"could not find the settings of the {name} storage; the redis driver needs {storage.PathOf("config")}"
            + $" or a section \"{name}\" at the top of the file, of which either may be {{}}");
        return null;
    }
}
