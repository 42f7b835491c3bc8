using System.Net;
using MsMclr.MLNet.Cli.Serve.Connections;

namespace MsMclr.MLNet.Tests;

public class ClientAddressTests
{
    [TestCase("10.1.2.3", "10.1.2.3")]
    [TestCase("::ffff:10.1.2.3", "10.1.2.3")]
    [TestCase("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [TestCase("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    [TestCase("fe80::1%3", "fe80::")]
    public void An_address_stands_for_all_that_one_machine_may_have(string address, string counted)
        => Assert.That(ClientAddress.Of(IPAddress.Parse(address)), Is.EqualTo(IPAddress.Parse(counted)));

    [Test]
    public void Clients_without_an_address_are_one()
        => Assert.That(ClientAddress.Of(null), Is.EqualTo(IPAddress.None));
}
