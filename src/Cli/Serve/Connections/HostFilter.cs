using System.Net;
using Microsoft.Extensions.Primitives;

namespace MsMclr.MLNet.Cli.Serve.Connections;

/// <summary>
/// Refuses requests for hosts that are not served. A page of another site can make a browser ask this service under the site's own name
/// (DNS rebinding) and read the answer. So over loopback, which such pages aim at, only names of loopback are served unless others are
/// allowed.
/// </summary>
internal sealed class HostFilter
{
    private const string Any = "*";
    private readonly StringSegment[]? _allowed;

    /// <param name="allowed">Hosts, separated by semicolons; <c>*.example.com</c> for its subdomains, <c>*</c> for any; null for the
    /// default.</param>
    public HostFilter(string? allowed)
        => _allowed = allowed?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(host => new StringSegment(host)).ToArray();

    /// <exception cref="BadHttpRequestException">The request names a host that is not served.</exception>
    public RequestDelegate Check(RequestDelegate next) => context =>
    {
        var isAny = context.GetEndpoint()?.Metadata.GetMetadata<AnyHostAttribute>() is not null;
        var host = context.Request.Host.Host;
        if (!isAny && !Allows(host, context.Connection.LocalIpAddress))
            throw new BadHttpRequestException($"Host '{host}' is not served here. Start the service with --allowed-hosts to allow it.");
        return next(context);
    };

    private bool Allows(string host, IPAddress? local)
    {
        // HTTP/1.0 knows no host, and browsers send one.
        if (host.Length == 0)
            return true;
        if (_allowed is null)
            return local is null || !IsLoopback(local) || IsLoopback(host);
        return _allowed.Contains(new StringSegment(Any)) || HostString.MatchesAny(host, _allowed);
    }

    private static bool IsLoopback(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return IsLoopback(address);
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLoopback(IPAddress address)
        => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
