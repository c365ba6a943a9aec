namespace RoadRunner.Samples.Smtp;

/// <summary>What is wrong with the parameters of a command.</summary>
public enum ParameterError
{
    None,

    /// <summary>No parameter, a value that is none, or one that was given twice.</summary>
    Syntax,

    /// <summary>A parameter that was not offered.</summary>
    Unknown,
}
