using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RoadRunner.Samples.Smtp;

/// <summary>Checks the options at the start; each message begins with the key.</summary>
public sealed class SmtpOptionsValidator(IConfiguration configuration) : IValidateOptions<SmtpOptions>
{
    private static readonly HashSet<string> Keys = typeof(SmtpOptions).GetProperties()
        .Select(static property => property.Name)
        .Where(static name => name != nameof(SmtpOptions.MaxWireBytes))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        var wrong = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true);
        string[] errors =
        [
            .. configuration.GetSection(SmtpOptions.Section).GetChildren().Where(static one => !Keys.Contains(one.Key)).Select(static one => $"{one.Path} is no setting of this server."),
            .. wrong.Select(static one => $"{string.Join(", ", one.MemberNames.Select(static member => $"{SmtpOptions.Section}:{member}"))}: {one.ErrorMessage}"),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
