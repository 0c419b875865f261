import Foundation
import Pack

/// The packs of the repository, and the same with changes for special cases.
enum TestPack {
  static let files: PackFiles = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var bytes: [String: [UInt8]] = [:]
    for folder in ["Packs", "Mechanisms"] {
      let top = root.appending(path: folder).resolvingSymlinksInPath()
      let paths = FileManager.default.enumerator(atPath: top.path())
      for path in (paths?.compactMap { $0 as? String }) ?? []
      where path.hasSuffix(".yaml") || path.hasSuffix(".csv") {
        let content = try? Data(contentsOf: top.appending(path: path))
        bytes[folder + "/" + path] = content.map(Array.init)
      }
    }
    return PackFiles(bytes)
  }()

  private static let loaded = Result { try PackLoader.load("example", from: files) }
  private static let busyLoaded = Result {
    try changed([clockPlace: clockPlace + moreClocks])
  }

  static func example() throws -> Pack { try loaded.get() }

  /// The example with clocks of every kind.
  static func busy() throws -> Pack { try busyLoaded.get() }

  static let mechanism = "Mechanisms/G03/mechanism.yaml"
  static let clockPlace = "    clocks:\n"
  static let moreClocks = """
          - {id: sign/in, name: {zh: 签收时限, en: Sign in}, limit: 4小时, amber: 1小时, until: accept}
          - {id: wrap-up, name: {zh: 办结时限, en: Close}, limit: 20天, amber: 2天, until: close}
          - {id: zz-reply, name: {zh: 答复上限, en: Reply}, limit: 3天, until: answer}
          - {id: decide, name: {zh: 裁定时限, en: Decide}, limit: 1天, until: dispatch}

    """

  struct NothingToReplace: Error { let text: String }

  /// The example with texts of its mechanism replaced, and with a further file in the pack's own
  /// folder.
  static func changed(_ edits: [String: String], extra: String = "") throws -> Pack {
    var text = String(decoding: files.bytes[mechanism] ?? [], as: UTF8.self)
    for (old, new) in edits {
      guard text.contains(old) else { throw NothingToReplace(text: old) }
      text = text.replacing(old, with: new)
    }
    var over = [mechanism: Array(text.utf8)]
    if !extra.isEmpty { over["Packs/example/extra.yaml"] = Array(extra.utf8) }
    return try PackLoader.load("example", from: files.overlaid(with: PackFiles(over)))
  }
}
