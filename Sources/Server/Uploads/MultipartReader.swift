import Glibc
import Kernel

/// Reads the body of a form with files (`multipart/form-data`, RFC 7578) piece by piece as it comes
/// in. Its memory is bounded: by what a text and a file may hold, and by the number of parts.
struct MultipartReader {
  private enum Stage {
    /// A delimiter has passed: parts follow, or the end.
    case afterDelimiter
    case head
    case content(MultipartHead)
    case end
  }

  private static let lineEnd: [UInt8] = [13, 10]

  private let delimiter: [UInt8]
  private var stage = Stage.content(MultipartHead.none)
  /// What has come and is not understood yet; the line end before the first delimiter is ours.
  private var pending = MultipartReader.lineEnd
  /// The content of the part so far.
  private var content: [UInt8] = []
  private var isTooLarge = false
  private var hasBegun = false
  private var textBytes = 0
  private var partCount = 0
  private(set) var fields: [Form.Field] = []
  private(set) var files: [Form.File] = []

  /// - Parameter boundary: what stands between the parts.
  init(boundary: String) { delimiter = Array("\r\n--\(boundary)".utf8) }

  /// The boundary that a media type names; nil for one that is no form with files.
  /// - Throws: `request.form-invalid` for such a form without a boundary, or with one that the
  ///   standard does not allow (RFC 2046, 5.1.1).
  static func boundary(ofType type: String) throws(Problem) -> String? {
    guard type.prefix(19).lowercased() == "multipart/form-data" else { return nil }
    let (value, parameters) = try MultipartHead.parameters(type)
    guard value == "multipart/form-data" else { return nil }
    guard let boundary = parameters["boundary"], (1...70).contains(boundary.utf8.count),
      boundary.utf8.allSatisfy(isOfBoundary), boundary.last != " "
    else { throw Problem(.formInvalid) }
    return boundary
  }

  private static func isOfBoundary(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || "'()+_,-./:=? ".utf8.contains(byte)
  }

  /// Bytes that are held now.
  var held: Int { files.reduce(content.count + pending.count) { $0 + $1.bytes.count } }

  /// Takes the next piece of the body.
  /// - Throws: `request.form-invalid` and `request.form-too-large`.
  mutating func take(_ piece: some Collection<UInt8>) throws(Problem) {
    pending.append(contentsOf: piece)
    var start = 0
    while let next = try step(from: start) { start = next }
    pending.removeFirst(start)
  }

  /// Ends the reading: the last delimiter must have come.
  /// - Throws: `request.form-cut-off` where the body ended before.
  func end() throws(Problem) {
    guard case .end = stage else { throw Problem(.formCutOff) }
    guard pending.isEmpty || pending == MultipartReader.lineEnd else {
      throw Problem(.formInvalid)
    }
  }

  /// Understands one thing more; answers where the next one begins, or nil where more must come.
  private mutating func step(from start: Int) throws(Problem) -> Int? {
    switch stage {
    case .content(let head): return try readContent(head, from: start)
    case .afterDelimiter:
      guard pending.count >= start + 2 else { return nil }
      let two = pending[start..<start + 2]
      if two.elementsEqual(MultipartReader.lineEnd) {
        stage = .head
      } else if two.elementsEqual("--".utf8) {
        stage = .end
      } else {
        throw Problem(.formInvalid)
      }
      return start + 2
    case .head:
      guard let end = find([13, 10, 13, 10], from: start) else {
        guard pending.count - start <= MultipartHead.bytesMax else { throw Problem(.formTooLarge) }
        return nil
      }
      guard end - start <= MultipartHead.bytesMax else { throw Problem(.formTooLarge) }
      partCount += 1
      guard partCount <= Form.Limits.fieldsMax else { throw Problem(.formTooLarge) }
      let head = try MultipartHead(pending[start..<end])
      stage = .content(head)
      return end + 4
    case .end:
      guard pending.count - start <= 2 else { throw Problem(.formInvalid) }
      return nil
    }
  }

  private mutating func readContent(
    _ head: MultipartHead, from start: Int
  ) throws(Problem) -> Int? {
    if let end = find(delimiter, from: start) {
      try add(start..<end, to: head)
      try close(head)
      stage = .afterDelimiter
      hasBegun = true
      return end + delimiter.count
    }
    // What may be the beginning of a delimiter waits for more.
    let sure = pending.count - delimiter.count + 1
    guard hasBegun else {
      if sure > 0 { throw Problem(.formInvalid) }
      return nil
    }
    guard sure > start else { return nil }
    try add(start..<sure, to: head)
    return sure
  }

  private mutating func add(_ range: Range<Int>, to head: MultipartHead) throws(Problem) {
    guard hasBegun else {
      // Nothing stands before the first delimiter.
      guard range.isEmpty else { throw Problem(.formInvalid) }
      return
    }
    if head.fileName == nil {
      textBytes += range.count
      guard textBytes <= Form.Limits.bytesMax,
        content.count + range.count <= Form.Limits.valueBytesMax
      else { throw Problem(.formTooLarge, field: head.name) }
      content += pending[range]
    } else if content.count + range.count > Form.Limits.fileBytesMax {
      // The rest is passed over, so that the words of the form are not lost with it.
      isTooLarge = true
      content = []
    } else if !isTooLarge {
      content += pending[range]
    }
  }

  private mutating func close(_ head: MultipartHead) throws(Problem) {
    guard hasBegun else { return }
    if let fileName = head.fileName {
      // A field of files in which nothing was chosen comes as an empty file without a name.
      if !(fileName.isEmpty && content.isEmpty) || isTooLarge {
        guard files.count < Form.Limits.filesMax else {
          throw Problem(.formTooLarge, field: head.name)
        }
        files.append(
          Form.File(name: head.name, fileName: fileName, bytes: content, isTooLarge: isTooLarge))
      }
    } else {
      guard let text = Form.text(content) else { throw Problem(.formInvalid, field: head.name) }
      fields.append(Form.Field(name: head.name, value: text))
    }
    content = []
    isTooLarge = false
  }

  /// Where a pattern begins in what is pending, from a place on; nil where it does not stand. All
  /// patterns begin with the end of a line.
  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    pending.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      var place = start
      while place + pattern.count <= bytes.count {
        guard let mark = memchr(base + place, 13, bytes.count - place) else { return nil }
        place = UnsafeRawPointer(mark) - base
        guard place + pattern.count <= bytes.count else { return nil }
        if memcmp(base + place, pattern, pattern.count) == 0 { return place }
        place += 1
      }
      return nil
    }
  }
}

extension MultipartHead {
  /// Stands for what comes before the first part.
  fileprivate static let none = MultipartHead()

  private init() {
    name = ""
    fileName = nil
  }
}

extension Problem.Kind {
  static let formCutOff = Problem.Kind(
    "request.form-cut-off", status: 400, zh: "表单没有传完就断了；请在信号好的地方重新提交。",
    en: "The form broke off before its end; send it again where the connection is better.")
}
