/// The name under which one request is found in the log.
public enum RequestNumber {
  /// Takes over the one that a proxy gave, where it can be nothing but such a number: a UUID, or
  /// the 32 hexadecimal digits of a trace. Anything looser would let telephone numbers into the
  /// log.
  public static func accepted(_ given: String?) -> String? {
    guard let given, given.utf8.count == 32 || given.utf8.count == 36 else { return nil }
    let groups = given.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
    guard groups == [32] || groups == [8, 4, 4, 4, 12] else { return nil }
    let isHexadecimal = given.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    // Thirty-two digits without a letter may be anything.
    let hasLetter = given.utf8.contains { $0 >= 0x41 }
    return isHexadecimal && hasLetter ? given.lowercased() : nil
  }

  /// A new one from 16 random bytes.
  public static func made(_ random: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(random.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
