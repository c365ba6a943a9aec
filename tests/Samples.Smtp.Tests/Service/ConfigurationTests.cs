using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Samples.Smtp.Tests;

/// <summary>What the sample makes of its section <c>Smtp</c>.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Options_come_from_the_section()
    {
        await using var app = Build("--Smtp:HostName=mx.example", "--Smtp:MaxRecipients=7", "--Smtp:Domains:0=one.example", "--Smtp:Domains:1=two.example");

        var options = app.Services.GetRequiredService<IOptions<SmtpOptions>>().Value;

        Assert.Equal(("mx.example", 7), (options.HostName, options.MaxRecipients));
        Assert.Equal(["one.example", "two.example"], options.Domains);
    }

    [Theory]
    [InlineData("--Smtp:MaxRecipients=0", "Smtp:MaxRecipients: The field MaxRecipients must be between 1 and 10000.")]
    [InlineData("--Smtp:User=user", "Smtp:User, Smtp:Password: User and Password have to be set both or not at all.")]
    [InlineData("--Smtp:Folder=", "Smtp:Folder: The Folder field is required.")]
    [InlineData("--Smtp:MaxRecipient=1", "Smtp:MaxRecipient is no setting of this server.")]
    [InlineData("--Smtp:MaxWireBytes=1", "Smtp:MaxWireBytes is no setting of this server.")]
    public async Task Value_that_is_wrong_ends_the_start_with_its_key(string argument, string message)
    {
        await using var app = Build(argument);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync().Within());

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task Value_that_cannot_be_read_ends_the_start_with_its_key()
    {
        await using var app = Build("--Smtp:MaxRecipients=many");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync().Within());

        Assert.Contains("'Smtp:MaxRecipients'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auth_that_nobody_can_pass_ends_the_start()
    {
        await using var app = Build("--Smtp:RequireAuth=true");

        var error = await Assert.ThrowsAsync<TcpServiceStartException>(() => app.StartAsync().Within());

        Assert.Contains("Smtp:RequireAuth is set, but no user can be checked: set Smtp:User and Smtp:Password.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_are_in_memory_without_a_storage()
    {
        await using var app = Build();

        Assert.IsType<MemorySessionStore>(app.Services.GetRequiredService<ISessionStore>());
    }

    [Fact]
    public async Task Sessions_are_in_the_storage_that_is_named()
    {
        await using var app = Build("--Smtp:Storage=sessions");

        Assert.IsType<KeyValueSessionStore>(app.Services.GetRequiredService<ISessionStore>());
    }

    private static TcpApplication Build(params string[] arguments) => Program.Build(TcpApplication.CreateEmbeddedBuilder(arguments));
}
