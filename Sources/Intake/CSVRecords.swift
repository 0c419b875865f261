/// One record of a CSV file.
struct CSVRecord: Equatable {
  /// Line on which it begins, from 1.
  let line: Int
  let fields: [[UInt8]]
  /// What is wrong with its form; nil where it is well formed.
  let fault: Fault?

  enum Fault: Equatable {
    /// The file ends inside a quoted field.
    case endsInQuotes
    /// Something other than a separator follows a closing quotation mark.
    case textAfterQuotes
  }
}

/// Splits the bytes of a CSV file (RFC 4180) into records: quoted fields may hold separators,
/// doubled quotation marks and line breaks; lines end with LF or CRLF. Works on bytes, for UTF-8
/// and GB18030 alike: neither uses the bytes of comma, quotation mark or line feed inside a longer
/// character.
struct CSVRecords {
  private let bytes: ArraySlice<UInt8>
  private var at: Int
  private var line = 1
  /// Whether the last line of the file has its line break.
  let endsWithBreak: Bool

  init(_ bytes: [UInt8]) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = bytes[(hasMark ? 3 : 0)...]
    at = self.bytes.startIndex
    endsWithBreak = bytes.last == 0x0A || bytes.isEmpty
  }

  /// The next record that is not an empty line; nil at the end.
  mutating func next() -> CSVRecord? {
    while at < bytes.endIndex, bytes[at] == 0x0A || bytes[at] == 0x0D {
      if bytes[at] == 0x0A { line += 1 }
      at += 1
    }
    guard at < bytes.endIndex else { return nil }
    let first = line
    var fields: [[UInt8]] = []
    var fault: CSVRecord.Fault?
    while true {
      if at < bytes.endIndex, bytes[at] == 0x22 {
        let (field, fieldFault) = quoted()
        fields.append(field)
        fault = fault ?? fieldFault
      } else {
        fields.append(plain())
      }
      guard at < bytes.endIndex else { break }
      let byte = bytes[at]
      at += 1
      if byte == 0x0A {
        line += 1
        break
      }
    }
    return CSVRecord(line: first, fields: fields, fault: fault)
  }

  /// A field up to the next comma or line break, which stays unread.
  private mutating func plain() -> [UInt8] {
    let start = at
    while at < bytes.endIndex, bytes[at] != 0x2C, bytes[at] != 0x0A { at += 1 }
    var end = at
    if end > start, at == bytes.endIndex || bytes[at] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
    return Array(bytes[start..<end])
  }

  private mutating func quoted() -> ([UInt8], CSVRecord.Fault?) {
    at += 1
    var field: [UInt8] = []
    while at < bytes.endIndex {
      let byte = bytes[at]
      at += 1
      if byte != 0x22 {
        if byte == 0x0A { line += 1 }
        field.append(byte)
      } else if at < bytes.endIndex, bytes[at] == 0x22 {
        field.append(byte)
        at += 1
      } else {
        let rest = plain()
        return (field + rest, rest.isEmpty ? nil : .textAfterQuotes)
      }
    }
    return (field, .endsInQuotes)
  }
}
