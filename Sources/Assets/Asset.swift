import CResources
import Cryptography

/// A file of `Web/` as it is inside the program: stylesheet, scripts and drawings of the pages.
public struct Asset: Sendable {
  /// `style.css`.
  public let name: String
  public let bytes: [UInt8]
  /// The media type by the name's ending.
  public let type: String
  /// The first 16 hexadecimal digits of the SHA-256 of the bytes.
  public let hash: String

  /// Where a page finds it. The address changes with the contents, so that it may be kept for
  /// good.
  public var path: String { "/assets/\(hash)/\(name)" }

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    type = Asset.types[ending] ?? "application/octet-stream"
    hash = String(Digest.hex(Digest.sha256(bytes)).prefix(16))
  }

  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
  ]

  /// All of them by their names.
  public static let all: [String: Asset] = {
    let folder = "Web/"
    let table = UnsafeBufferPointer(
      start: baodao_resources_start(), count: Int(baodao_resource_count))
    var assets: [String: Asset] = [:]
    for file in table {
      let path = String(cString: file.name)
      guard path.hasPrefix(folder) else { continue }
      let name = String(path.dropFirst(folder.count))
      let bytes = Array(UnsafeBufferPointer(start: file.data, count: Int(file.length)))
      assets[name] = Asset(name, bytes)
    }
    return assets
  }()

  private static func named(_ name: String) -> Asset {
    guard let asset = all[name] else { preconditionFailure("Web/\(name) is not embedded") }
    return asset
  }

  public static let stylesheet = named("style.css")
  public static let icons = named("icons.svg")
  public static let badge = named("badge.svg")
  public static let scripts = [named("forms.js"), named("keys.js"), named("live.js")]
  /// Scripts that only some pages need: those load them themselves.
  public static let drafts = named("drafts.js")
  public static let room = named("room.js")
}
