public import Kernel
import Yams

/// The settings of one file, YAML or JSON, as they are written there.
public struct SettingsFile: Sendable {
  struct Entry: Sendable {
    let name: String
    let text: String
    let line: Int
  }

  let path: String
  let entries: [Entry]

  /// Most bytes of the file.
  public static let bytesMax = 65_536

  /// - Parameter path: as it is named in faults.
  /// - Throws: `configuration.file` where it is neither YAML nor JSON, or no list of settings.
  public init(_ bytes: [UInt8], path: String) throws(Problem) {
    func fault(_ line: Int, _ expected: String) -> Problem {
      Problem(.configurationFile, ["source": "\(path):\(line)", "expected": expected])
    }
    guard bytes.count <= SettingsFile.bytesMax else {
      throw fault(1, "≤ \(SettingsFile.bytesMax) bytes")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw fault(SettingsFile.line(of: error), "YAML / JSON")
    }
    self.path = path
    guard let node else {
      entries = []
      return
    }
    guard let mapping = node.mapping else { throw fault(1, "name: value") }
    var entries: [Entry] = []
    for (key, value) in mapping {
      let line = key.mark?.line ?? 1
      guard let name = key.string, let text = SettingsFile.text(value) else {
        throw fault(line, "name: value")
      }
      entries.append(Entry(name: name, text: text, line: line))
    }
    self.entries = entries
  }

  /// A scalar as it is written, or a list with commas between its scalars.
  private static func text(_ node: Node) -> String? {
    if let sequence = node.sequence {
      let members = sequence.compactMap { $0.scalar?.string }
      return members.count == sequence.count ? members.joined(separator: ",") : nil
    }
    return node.scalar?.string
  }

  private static func line(of error: any Error) -> Int {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _)?, .parser(_, _, let mark, _)?,
      .composer(_, _, let mark, _)?:
      mark.line
    case .duplicatedKeysInMapping(_, let context)?: context.mark.line
    default: 1
    }
  }
}
