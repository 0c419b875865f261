import Glibc

/// A network address: 4 bytes, or 16 of version 6.
public struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
  public let bytes: [UInt8]

  /// An address as a person writes it, `10.1.2.3` or `fe80::1`; one of version 4 in the clothes of
  /// version 6 is taken as what it is.
  public init?(_ text: some StringProtocol) {
    let text = String(text).split(separator: "%", omittingEmptySubsequences: false).first
      .map(String.init)
    guard let text, text.utf8.count <= 45 else { return nil }
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      let all = withUnsafeBytes(of: &six) { Array($0) }
      let isMapped = all[..<10].allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
      bytes = isMapped ? Array(all[12...]) : all
    } else {
      return nil
    }
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  public var description: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let made = inet_ntop(AF_INET6, bytes, &buffer, socklen_t(buffer.count))
    return made == nil
      ? "" : String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
  }

  /// The network that one customer is given: the address itself, or the 64 leading bits of one of
  /// version 6, within which anybody draws addresses as they like.
  public var household: NetworkAddress {
    bytes.count == 4
      ? self : NetworkAddress(bytes: Array(bytes[..<8]) + [UInt8](repeating: 0, count: 8))
  }
}

/// A range of addresses, `10.0.0.0/8`.
public struct AddressRange: Hashable, Sendable, LosslessStringConvertible {
  let base: NetworkAddress
  let bits: Int

  /// A range as a person writes it; an address alone is the range of that one.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let base = NetworkAddress(parts[0]) else { return nil }
    let most = base.bytes.count * 8
    var bits = most
    if parts.count == 2 {
      guard let given = Int(parts[1]), (0...most).contains(given) else { return nil }
      bits = given
    }
    self.base = base
    self.bits = bits
  }

  public var description: String { "\(base)/\(bits)" }

  public func contains(_ address: NetworkAddress) -> Bool {
    guard address.bytes.count == base.bytes.count else { return false }
    return (0..<bits).allSatisfy { bit in
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      return address.bytes[bit / 8] & mask == base.bytes[bit / 8] & mask
    }
  }

  /// The machine itself.
  public static let loopback = [AddressRange("127.0.0.0/8"), AddressRange("::1")].compactMap { $0 }
}
