/// The files of packs and mechanisms by their paths, such as `Packs/example/pack.yaml`: those
/// inside the program, with those of a folder on the command line laid over them.
public struct PackFiles: Sendable {
  public private(set) var bytes: [String: [UInt8]]

  public init(_ bytes: [String: [UInt8]]) {
    self.bytes = bytes
  }

  /// These files with others laid over them, path by path.
  public func overlaid(with other: PackFiles) -> PackFiles {
    PackFiles(bytes.merging(other.bytes) { _, new in new })
  }

  /// Names of the packs, sorted.
  public var packs: [String] { folders(below: "Packs/", holding: "pack.yaml") }

  /// Names of the mechanisms, sorted.
  public var mechanisms: [String] { folders(below: "Mechanisms/", holding: "mechanism.yaml") }

  private func folders(below prefix: String, holding file: String) -> [String] {
    bytes.keys.filter { $0.hasPrefix(prefix) && $0.hasSuffix("/" + file) }
      .map { String($0.dropFirst(prefix.count).dropLast(file.count + 1)) }
      .filter { !$0.contains("/") }.sorted()
  }

  /// A file's text; nil where there is none, a fault where it is not UTF-8.
  func text(_ path: String) throws(Diagnostic) -> String? {
    guard let bytes = bytes[path] else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic(
        PackFiles.firstFault(bytes, path), zh: "此处不是UTF-8编码，请将文件另存为UTF-8",
        en: "this is not UTF-8; save the file as UTF-8")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Where the bytes stop being UTF-8.
  private static func firstFault(_ bytes: [UInt8], _ path: String) -> Place {
    var codec = UTF8()
    var iterator = bytes.makeIterator()
    var (line, column) = (1, 1)
    while case .scalarValue(let scalar) = codec.decode(&iterator) {
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return Place(file: path, line: line, column: column)
  }

  /// Every YAML file of a folder itself, `pack.yaml` or `mechanism.yaml` first. A scenario is not
  /// part of it.
  func yamlFiles(in folder: String) -> [String] {
    bytes.keys.filter {
      $0.hasPrefix(folder + "/") && $0.hasSuffix(".yaml")
        && !$0.dropFirst(folder.count + 1).contains("/") && !$0.hasSuffix("/scenario.yaml")
    }.sorted { left, right in
      let main = ["pack.yaml", "mechanism.yaml"]
      let leftIsMain = main.contains(String(left.dropFirst(folder.count + 1)))
      let rightIsMain = main.contains(String(right.dropFirst(folder.count + 1)))
      return leftIsMain == rightIsMain ? left < right : leftIsMain
    }
  }
}
