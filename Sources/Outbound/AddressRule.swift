/// Which addresses a message may be sent to: those of the open network, and no way back into the
/// house.
public enum AddressRule {
  /// Whether an address belongs to the open network.
  /// - Parameter bytes: four or sixteen bytes in network order; anything else is refused.
  public static func isPublic(_ bytes: [UInt8]) -> Bool {
    switch bytes.count {
    case 4: isPublicV4(bytes)
    case 16: isPublicV6(bytes)
    default: false
    }
  }

  /// A range of addresses: the first `bits` bits are those of `bytes`.
  struct Range: Sendable {
    let bytes: [UInt8]
    let bits: Int

    func contains(_ address: [UInt8]) -> Bool {
      for bit in 0..<bits {
        let mask = UInt8(0x80) >> UInt8(bit % 8)
        let stated = bit / 8 < bytes.count ? bytes[bit / 8] : 0
        if (stated ^ address[bit / 8]) & mask != 0 { return false }
      }
      return true
    }
  }

  /// The registry of special addresses (RFC 6890 and its updates), and one of a cloud's own.
  static let specialV4: [Range] = [
    Range(bytes: [0], bits: 8),  // this network
    Range(bytes: [10], bits: 8),  // private
    Range(bytes: [100, 64], bits: 10),  // shared; 100.100.100.200 tells secrets on one cloud
    Range(bytes: [127], bits: 8),  // loopback
    Range(bytes: [168, 63, 129, 16], bits: 32),  // a cloud's own services
    Range(bytes: [169, 254], bits: 16),  // link-local; 169.254.169.254 tells secrets on most
    Range(bytes: [172, 16], bits: 12),  // private
    Range(bytes: [192, 0, 0], bits: 24),  // protocol assignments
    Range(bytes: [192, 0, 2], bits: 24),  // documentation
    Range(bytes: [192, 88, 99], bits: 24),  // former 6to4 relays
    Range(bytes: [192, 168], bits: 16),  // private
    Range(bytes: [198, 18], bits: 15),  // benchmarks
    Range(bytes: [198, 51, 100], bits: 24),  // documentation
    Range(bytes: [203, 0, 113], bits: 24),  // documentation
    Range(bytes: [224], bits: 4),  // multicast
    Range(bytes: [240], bits: 4),  // reserved, broadcast
  ]

  /// Within 2000::/3, the only range that is given out.
  static let specialV6: [Range] = [
    Range(bytes: [0x20, 0x01, 0x00], bits: 23),  // protocols, Teredo
    Range(bytes: [0x20, 0x01, 0x0D, 0xB8], bits: 32),  // documentation
    Range(bytes: [0x20, 0x02], bits: 16),  // 6to4: a way to any address of version 4
    Range(bytes: [0x3F, 0xFF, 0x00], bits: 20),  // documentation
  ]

  private static func isPublicV4(_ bytes: [UInt8]) -> Bool {
    !specialV4.contains { $0.contains(bytes) }
  }

  private static func isPublicV6(_ bytes: [UInt8]) -> Bool {
    // A network without version 4 reaches it through 64:ff9b::/96 (RFC 6052).
    if Range(bytes: [0x00, 0x64, 0xFF, 0x9B], bits: 96).contains(bytes) {
      return isPublicV4(Array(bytes[12...]))
    }
    guard bytes[0] & 0xE0 == 0x20 else { return false }
    return !specialV6.contains { $0.contains(bytes) }
  }
}
