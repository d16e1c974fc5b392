using System.Net;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class PublicAddressTests
{
    [TestCase("1.1.1.1"), TestCase("93.184.216.34"), TestCase("172.15.255.255"), TestCase("172.32.0.1")]
    [TestCase("192.167.255.255"), TestCase("169.253.0.1"), TestCase("100.63.255.255"), TestCase("100.128.0.1")]
    [TestCase("1.0.0.0"), TestCase("9.255.255.255"), TestCase("11.0.0.0"), TestCase("126.255.255.255")]
    [
        TestCase("128.0.0.0"),
        TestCase("169.255.0.0"),
        TestCase("192.0.1.0"),
        TestCase("192.0.3.0"),
        TestCase("192.169.0.0")
    ]
    [TestCase("198.17.255.255"), TestCase("198.20.0.0"), TestCase("198.51.99.255"), TestCase("198.51.101.0")]
    [TestCase("203.0.112.255"), TestCase("203.0.114.0"), TestCase("2001:db7::1"), TestCase("2001:db9::1")]
    [TestCase("223.255.255.255"), TestCase("2606:4700:4700::1111"), TestCase("2a00:1450:4001::200e")]
    [TestCase("::ffff:1.1.1.1"), TestCase("64:ff9b::1.1.1.1"), TestCase("2002:0101:0101::1")]
    public void Addresses_of_the_internet_are_public(string address) =>
        Assert.That(PublicAddress.Is(IPAddress.Parse(address)), Is.True);

    [TestCase("127.0.0.1"), TestCase("127.255.255.254"), TestCase("0.0.0.0"), TestCase("10.1.2.3")]
    [TestCase("172.16.0.1"), TestCase("172.31.255.255"), TestCase("192.168.1.1"), TestCase("169.254.169.254")]
    [TestCase("100.64.0.1"), TestCase("198.18.0.1"), TestCase("192.0.0.8"), TestCase("224.0.0.1")]
    [TestCase("240.0.0.1"), TestCase("255.255.255.255"), TestCase("::"), TestCase("::1"), TestCase("fe80::1")]
    [TestCase("fe80::1%1"), TestCase("fd00:ec2::254"), TestCase("fc00::1"), TestCase("fec0::1"), TestCase("ff02::1")]
    [TestCase("::ffff:127.0.0.1"), TestCase("::ffff:169.254.169.254"), TestCase("::10.0.0.1")]
    [TestCase("0.255.255.255"), TestCase("10.255.255.255"), TestCase("100.127.255.255"), TestCase("169.254.0.0")]
    [TestCase("192.0.0.255"), TestCase("192.0.2.255"), TestCase("192.168.255.255"), TestCase("198.19.255.255")]
    [TestCase("198.51.100.255"), TestCase("203.0.113.255"), TestCase("100::ffff:ffff:ffff:ffff")]
    [
        TestCase("fd99:ffff::1"),
        TestCase("feb0::1"),
        TestCase("feff::1"),
        TestCase("ffff::1"),
        TestCase("2001:db8:ffff::1")
    ]
    [TestCase("64:ff9b::169.254.169.254"), TestCase("2002:a9fe:a9fe::1"), TestCase("2001:db8::1")]
    public void Addresses_of_a_machine_its_network_and_its_cloud_are_not(string address) =>
        Assert.That(PublicAddress.Is(IPAddress.Parse(address)), Is.False);
}
