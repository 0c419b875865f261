/// Writes values as literals that read back as the same values.
enum Quoting {
  static func literal(_ double: Double) -> String {
    if double.isNaN { return "double(\"NaN\")" }
    if double.isInfinite { return double < 0 ? "double(\"-Inf\")" : "double(\"Inf\")" }
    return double.description
  }

  static func literal(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          text += "\\x" + hex(UInt8(scalar.value))
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text + "\""
  }

  static func literal(_ bytes: [UInt8]) -> String {
    var text = "b\""
    for byte in bytes {
      switch byte {
      case 0x22: text += "\\\""
      case 0x5C: text += "\\\\"
      case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "\\x" + hex(byte)
      }
    }
    return text + "\""
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
