import Settings
import Testing

struct AddressTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false),
    ("10.1.2.0/23", "10.1.3.9", true), ("10.1.2.0/23", "10.1.4.1", false),
    ("0.0.0.0/0", "1.2.3.4", true), ("0.0.0.0/0", "::1", false), ("::1", "::1", true),
    ("::1", "::2", false), ("2001:db8::/33", "2001:db8:7fff::1", true),
    ("2001:db8::/33", "2001:db8:8000::1", false), ("127.0.0.1", "::ffff:127.0.0.1", true),
  ])
  func `a range holds the addresses that share its leading bits`(
    range: String, address: String, isInside: Bool
  ) throws {
    let range = try #require(AddressRange(range))
    #expect(range.contains(try #require(NetworkAddress(address))) == isInside)
  }

  @Test(arguments: [
    "", "10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.0/8/8", "a", "10.0.0.1/-1", "/8",
  ])
  func `what is no range is refused`(text: String) { #expect(AddressRange(text) == nil) }

  @Test func `an address of version 6 stands for its network`() {
    #expect(NetworkAddress("2001:db8:1:2:3:4:5:6")?.household.description == "2001:db8:1:2::")
    #expect(NetworkAddress("10.1.2.3")?.household.description == "10.1.2.3")
    #expect(NetworkAddress("fe80::1%eth0")?.description == "fe80::1")
  }
}
