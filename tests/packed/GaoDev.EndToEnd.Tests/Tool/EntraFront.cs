using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GaoDev.EndToEnd.Tests.Tool;

/// <summary>Entra ID and an Azure OpenAI resource behind one https address on loopback: gives tokens, and passes everything else on to the emulator.</summary>
internal sealed class EntraFront : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly X509Certificate2 certificate;
    private readonly HttpClient emulator;
    private readonly string token;

    private EntraFront(Uri emulator, string token)
    {
        this.emulator = new HttpClient { BaseAddress = emulator };
        this.token = token;
        certificate = CreateCertificate();
        CertificateFile = Path.Combine(Path.GetTempPath(), $"gaodev-entra-{Guid.NewGuid():N}.pem");
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        application = builder.Build();
        application.Run(AnswerAsync);
    }

    public Uri Address => new(application.Urls.Single());

    /// <summary>What to trust.</summary>
    public string CertificateFile { get; }

    /// <summary>The decoded credentials of each request for a token.</summary>
    public List<string> TokenRequests { get; } = [];

    public static async Task<EntraFront> StartAsync(Uri emulator, string token)
    {
        EntraFront front = new(emulator, token);
        await front.application.StartAsync(TestContext.Current.CancellationToken);
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        emulator.Dispose();
        certificate.Dispose();
        File.Delete(CertificateFile);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (request.Path.Value!.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
        {
            string authorization = request.Headers.Authorization.ToString();
            TokenRequests.Add(authorization.StartsWith("Basic ", StringComparison.Ordinal) ? "Basic " + Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..])) : authorization);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($$"""{"token_type":"Bearer","expires_in":3600,"access_token":"{{token}}"}""", context.RequestAborted);
            return;
        }

        using HttpRequestMessage forwarded = new(HttpMethod.Parse(request.Method), $"{request.Path}{request.QueryString}") { Content = new StreamContent(request.Body) };
        forwarded.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        forwarded.Headers.TryAddWithoutValidation("Authorization", request.Headers.Authorization.ToString());
        using HttpResponseMessage answer = await emulator.SendAsync(forwarded, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static X509Certificate2 CreateCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
