import API
import Kernel
import Photographs

/// The fields of a form that was sent, in their order.
struct Form: Sendable {
  /// One field; several may have one name.
  struct Field: Hashable, Sendable {
    let name: String
    let value: String
  }

  /// One file; what the browser calls it and says of it is believed in nothing.
  struct File: Hashable, Sendable {
    let name: String
    let fileName: String
    /// Empty where there were too many.
    let bytes: [UInt8]
    let isTooLarge: Bool
  }

  /// Bounds of what is read.
  enum Limits {
    static let bytesMax = 262_144
    static let fieldsMax = 500
    static let nameBytesMax = 100
    static let valueBytesMax = 131_072
    /// Most bytes of one file: what no photograph may have is passed over.
    static let fileBytesMax = PhotographLimits.bytesMax
    static let filesMax = 20
    static let fileNameMax = 100
  }

  let fields: [Field]
  let files: [File]
  /// Room for the files in the server's memory, for as long as the form is looked at.
  private let room: UploadRoom?

  /// What a form with files was found to hold.
  init(_ read: MultipartReader, in room: UploadRoom?) {
    (fields, files, self.room) = (read.fields, read.files, room)
  }

  /// The name of the hidden field that holds the session's token.
  static let tokenField = "csrf"

  /// Reads an `application/x-www-form-urlencoded` body (URL standard, section 5).
  /// - Throws: `request.form-invalid` for what is no UTF-8, holds control characters or is not
  ///   encoded as it should be; `request.form-too-large` beyond the limits.
  init(_ bytes: some Collection<UInt8>) throws(Problem) {
    guard bytes.count <= Limits.bytesMax else { throw Problem(.formTooLarge) }
    let parts = bytes.split(separator: UInt8(ascii: "&"))
    guard parts.count <= Limits.fieldsMax else { throw Problem(.formTooLarge) }
    var fields: [Field] = []
    for part in parts {
      let halves = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Form.decoded(halves[0]), !name.isEmpty else {
        throw Problem(.formInvalid)
      }
      guard halves[0].count <= Limits.nameBytesMax else { throw Problem(.formTooLarge) }
      guard let value = halves.count == 2 ? Form.decoded(halves[1]) : "" else {
        throw Problem(.formInvalid, field: name)
      }
      guard value.utf8.count <= Limits.valueBytesMax else {
        throw Problem(.formTooLarge, field: name)
      }
      fields.append(Field(name: name, value: value))
    }
    self.fields = fields
    (files, room) = ([], nil)
  }

  /// The text of percent-encoded bytes, its lines ended as everywhere here; nil for anything else.
  private static func decoded(_ bytes: some Collection<UInt8>) -> String? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit)
        else { return nil }
        result.append(high << 4 | low)
      case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
      default: result.append(byte)
      }
    }
    return text(result)
  }

  /// The text of bytes, its lines ended as everywhere here; nil where they are none.
  static func text(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let isText = text.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\r" || $0 == "\t"
    }
    // Browsers end lines with two characters.
    return isText ? text.replacing("\r\n", with: "\n") : nil
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  // MARK: Reading

  /// All values of a name, in their order.
  func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// The value of a name; nil where it is missing or blank, which is the same in a form.
  /// - Throws: `request.field-invalid` where it is there more than once.
  func textIfPresent(_ name: String, max: Int = 20_000) throws(Problem) -> String? {
    let values = values(name)
    guard values.count <= 1 else {
      throw Problem(
        .fieldInvalid, field: name,
        ["name": name, "expected": "1", "found": String(values.count)])
    }
    guard let value = values.first, !value.allSatisfy(\.isWhitespace) else { return nil }
    guard value.count <= max else {
      throw Problem(
        .tooLong, field: name,
        ["name": name, "most": String(max), "found": String(value.count)])
    }
    return value
  }

  /// The value of a name.
  /// - Throws: `request.field-missing` where it is missing or blank.
  func text(_ name: String, max: Int = 20_000) throws(Problem) -> String {
    guard let value = try textIfPresent(name, max: max) else {
      throw Problem(.fieldMissing, field: name, ["name": name])
    }
    return value
  }
}

extension Problem.Kind {
  static let formInvalid = Problem.Kind(
    "request.form-invalid", status: 400, zh: "表单应为UTF-8，按百分号编码，不含控制字符。",
    en: "A form must be percent-encoded UTF-8 without control characters.")
  static let formTooLarge = Problem.Kind(
    "request.form-too-large", status: 413, zh: "表单太大，或项目太多。",
    en: "The form is too large or has too many fields.")
}
