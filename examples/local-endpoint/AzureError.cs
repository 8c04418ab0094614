using System.Globalization;

namespace GaoDev.Examples.LocalEndpoint;

/// <summary>Refusals in the shape that Azure gives them.</summary>
internal static class AzureError
{
    public static IResult Write(int status, string code, string message) =>
        Results.Json(new ErrorBody(new ErrorDetail(code, message)), WireFormat.Default.ErrorBody, statusCode: status);

    public static IResult WriteRateLimit(HttpResponse response, int seconds)
    {
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Write(429, "429", $"Requests to the ChatCompletions_Create operation have exceeded the rate limit. Please retry after {seconds} seconds.");
    }
}
