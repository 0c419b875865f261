import Glibc

/// The encodings in which offices keep their files.
public enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case gb18030 = "GB18030"

  /// The text of the bytes; nil where they are not valid in the encoding.
  func decode(_ bytes: [UInt8]) -> String? {
    switch self {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .gb18030: TextEncoding.converted(bytes)
    }
  }

  /// Converts through the C library, which knows GB18030 whole, four-byte characters too.
  private static func converted(_ bytes: [UInt8]) -> String? {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1)
    else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 3 + 16)
    let outputSize = output.count
    let written: Int? = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var fromLeft = source.count
        var to = target.baseAddress
        var toLeft = target.count
        let code = iconv(converter, &from, &fromLeft, &to, &toLeft)
        return code == Int(bitPattern: UInt.max) || fromLeft > 0 ? nil : outputSize - toLeft
      }
    }
    return written.map { count in
      String(decoding: output[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
