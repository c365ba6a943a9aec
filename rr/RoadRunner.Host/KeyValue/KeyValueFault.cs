namespace RoadRunner.Host.KeyValue;

/// <summary>Why a key-value call failed.</summary>
internal enum KeyValueFault
{
    /// <summary>There is no storage of that name.</summary>
    UnknownStorage,

    /// <summary>A key is empty or has only blanks.</summary>
    BlankKey,

    /// <summary>A timeout is no time in RFC 3339, or is missing where there has to be one.</summary>
    BadTimeout,

    /// <summary>The server behind the storage answered with an error; the next call may succeed.</summary>
    Refused,

    /// <summary>The server behind the storage cannot be reached or does not answer; whether the call was carried out is not known.</summary>
    Unavailable,
}
