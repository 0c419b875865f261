/// A file of conformance cases, read from JSON.
///
/// The file is a list of cases, each with its `section`, or an object with the list `section`, each
/// with its list `test`, as in `cel.expr.conformance.test.SimpleTestFile`.
public struct ConformanceFile: Sendable {
  /// The name of the file without folder and ending: `basic`.
  public let name: String
  /// Its cases, in order. One that can't be read is among them and fails when it is run.
  public let cases: [ConformanceCase]

  /// Reads the bytes of a file; `path` is what errors call it.
  public init(_ bytes: [UInt8], path: String) throws(ConformanceFileError) {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let name = last.hasSuffix(".json") ? String(last.dropLast(5)) : last
    let json: CaseJSON
    do throws(CaseJSONError) {
      json = try CaseJSON(parsing: bytes)
    } catch {
      throw ConformanceFileError(path, error, in: bytes)
    }
    self.name = name
    switch json {
    case .array(let entries):
      cases = try ConformanceFile.cases(entries, file: name, section: nil, path: path)
    case .object:
      guard let sections = json["section"] ?? json["sections"] else {
        let tests = CaseJSON.repeated(json["test"] ?? json["tests"])
        guard !tests.isEmpty else {
          throw ConformanceFileError(path, "neither a list of cases nor an object with `section`")
        }
        cases = try ConformanceFile.cases(tests, file: name, section: nil, path: path)
        return
      }
      var cases: [ConformanceCase] = []
      for section in CaseJSON.repeated(sections) {
        let tests = CaseJSON.repeated(section["test"] ?? section["tests"])
        cases += try ConformanceFile.cases(
          tests, file: name, section: section["name"]?.text ?? "", path: path)
      }
      self.cases = cases
    default:
      throw ConformanceFileError(path, "neither a list of cases nor an object with `section`")
    }
  }

  private static func cases(
    _ entries: [CaseJSON], file: String, section: String?, path: String
  ) throws(ConformanceFileError) -> [ConformanceCase] {
    var cases: [ConformanceCase] = []
    for entry in entries {
      guard entry.members != nil else {
        let place = section.map { " of section `\($0)`" } ?? ""
        throw ConformanceFileError(path, "case \(cases.count + 1)\(place) is no object")
      }
      let name = section ?? entry["section"]?.text ?? ""
      cases.append(ConformanceCase(entry, place: "\(file)/\(name)"))
    }
    return cases
  }
}

/// Why a file of cases can't be read.
public struct ConformanceFileError: Error, Sendable, Hashable {
  /// The file, as it was asked for.
  public let path: String
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// The line from 1; 0 where the whole file is meant.
  public let line: Int
  /// The column in bytes, from 1; 0 where the whole file is meant.
  public let column: Int

  init(_ path: String, _ message: String) {
    (self.path, self.message) = (path, message)
    (line, column) = (0, 0)
  }

  init(_ path: String, _ error: CaseJSONError, in bytes: [UInt8]) {
    (self.path, message) = (path, error.message)
    let before = bytes.prefix(error.offset)
    line = 1 + before.count { $0 == 0x0A }
    column = 1 + before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
  }
}

extension ConformanceFileError: CustomStringConvertible {
  /// `path:line:column: message`.
  public var description: String {
    line == 0 ? "\(path): \(message)" : "\(path):\(line):\(column): \(message)"
  }
}
