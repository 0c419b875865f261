import Foundation
import Testing

@testable import Outbound

@Suite struct AddressRuleTests {
  /// The bytes of an address as text.
  static func bytes(_ text: String) -> [UInt8] {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
    var six = in6_addr()
    #expect(inet_pton(AF_INET6, text, &six) == 1, "\(text)")
    return withUnsafeBytes(of: six) { Array($0) }
  }

  @Test(arguments: [
    "0.0.0.0", "0.1.2.3", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.100.100.200",
    "100.127.255.255", "127.0.0.1", "127.255.255.255", "168.63.129.16", "169.254.0.1",
    "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1",
    "192.88.99.1", "192.168.0.0", "192.168.255.255", "198.18.0.1", "198.19.255.255",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::169.254.169.254",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:1ff::1", "2001:db8::1",
    "2002:7f00:1::", "2002:808:808::", "3fff::1", "3fff:fff::1", "4000::1", "fc00::1",
    "fd00:ec2::254", "fdff::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "ff0e::1",
  ])
  func `an address of the house, or a way back into it, is refused`(address: String) {
    #expect(!AddressRule.isPublic(AddressRuleTests.bytes(address)))
  }

  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
    "126.255.255.255", "128.0.0.1", "168.63.129.15", "168.63.129.17", "169.253.255.255",
    "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255",
    "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1",
    "2001:4860:4860::8888", "2400:3200::1", "2606:4700:4700::1111", "3ffe:ffff::1",
    "64:ff9b::8.8.8.8",
  ])
  func `an address of the open network is taken`(address: String) {
    #expect(AddressRule.isPublic(AddressRuleTests.bytes(address)))
  }

  @Test(arguments: [0, 1, 3, 5, 8, 15, 17])
  func `what is no address is refused`(count: Int) {
    #expect(!AddressRule.isPublic([UInt8](repeating: 0x20, count: count)))
  }
}
