using System.Net;
using System.Net.Sockets;

namespace MsMclr.MLNet.Cli.Serve.Connections;

/// <summary>Whom a limit by address counts as one.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// The address of an IPv4 client. Of an IPv6 client its network of 64 bits, all of whose addresses one machine may have.
    /// Clients without an address, as those of a Unix socket, are one.
    /// </summary>
    public static IPAddress Of(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
