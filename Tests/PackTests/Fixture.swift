import Foundation

@testable import Pack

/// Files of packs that the tests read, beside this one.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// The valid pack `town` with its mechanism; each test lays its own files over them.
  static let base: PackFiles = {
    let root = folder.appending(path: "Base")
    var bytes: [String: [UInt8]] = [:]
    let paths = FileManager.default.enumerator(atPath: root.path())?.compactMap { $0 as? String }
    for path in paths ?? [] where path.hasSuffix(".yaml") || path.hasSuffix(".csv") {
      bytes[path] = (try? Data(contentsOf: root.appending(path: path))).map(Array.init)
    }
    return PackFiles(bytes)
  }()

  static func town(_ files: [String: String] = [:]) throws -> Pack {
    try PackLoader.load("town", from: over(files))
  }

  /// The base with files of these texts laid over it.
  static func over(_ files: [String: String]) -> PackFiles {
    base.overlaid(with: PackFiles(files.mapValues { Array($0.utf8) }))
  }

  /// The base with one text replaced by another in one of its files.
  static func edited(_ path: String, _ old: String, _ new: String) -> [String: String] {
    [path: text(path).replacing(old, with: new)]
  }

  static func text(_ path: String) -> String {
    String(decoding: base.bytes[path] ?? [], as: UTF8.self)
  }

  /// Every fault of a pack; none where it loads.
  static func faults(_ name: String = "town", _ files: PackFiles) throws -> [Diagnostic] {
    do {
      _ = try PackLoader.load(name, from: files)
      return []
    } catch let refused as PackRefused {
      return refused.diagnostics
    }
  }

  static func faults(_ files: [String: String]) throws -> [Diagnostic] {
    try faults("town", over(files))
  }
}
