import ArgumentParser
import CResources
import City
import Foundation
import Kernel
import Pack
import Store
import StorePostgres
import StoreSQLite
import Webhooks

/// Where the program touches the clock, the environment and the file system.
enum Edge {
  /// The wall clock.
  static func now() -> Instant {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
  }

  /// Random bytes from the system.
  static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// The packs and mechanisms inside the program.
  static func embeddedFiles() -> PackFiles {
    let table = UnsafeBufferPointer(
      start: baodao_resources_start(), count: Int(baodao_resource_count))
    var bytes: [String: [UInt8]] = [:]
    for file in table {
      let name = String(cString: file.name)
      guard !name.hasPrefix("Web/") else { continue }
      bytes[name] = Array(
        UnsafeBufferPointer(start: file.data, count: Int(file.length)))
    }
    return PackFiles(bytes)
  }

  /// Most bytes of one file that is read.
  static let fileBytesMax = 1 << 30

  static func read(_ path: String) throws -> [UInt8] {
    let url = URL(fileURLWithPath: path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
    else { throw Problem(.fileMissing, ["path": path]) }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    guard size <= fileBytesMax else {
      throw Problem(.fileTooLarge, ["path": path, "most": String(fileBytesMax)])
    }
    return Array(try Data(contentsOf: url))
  }

  /// The files of a folder that holds `Packs` and `Mechanisms`, or is a pack itself.
  static func files(in folder: String) throws -> PackFiles {
    let root = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
    guard let walker = FileManager.default.enumerator(atPath: root.path) else {
      throw Problem(.fileMissing, ["path": folder])
    }
    let isPack = FileManager.default.fileExists(atPath: root.path + "/pack.yaml")
    let prefix = isPack ? "Packs/\(root.lastPathComponent)/" : ""
    var bytes: [String: [UInt8]] = [:]
    for case let path as String in walker {
      let name = prefix + path
      guard name.hasPrefix("Packs/") || name.hasPrefix("Mechanisms/"),
        [".yaml", ".csv", ".md"].contains(where: path.hasSuffix)
      else { continue }
      bytes[name] = try read(root.path + "/" + path)
    }
    guard !bytes.isEmpty else { throw Problem(.folderWithoutPacks, ["path": folder]) }
    return PackFiles(bytes)
  }
}

/// Options that most commands share.
struct CityOptions: ParsableArguments {
  @Option(help: "The store: a SQLite file, or an address postgres://user@host/database.")
  var store = "baodao.sqlite"

  @Option(help: "The pack: one inside the program, or a folder.")
  var pack = "example"

  @Option(help: "A folder with Packs and Mechanisms that are laid over those inside the program.")
  var files: String?

  @Option(help: "Language of the output: zh or en.")
  var lang: String?

  @Option(help: "The moment to act at, such as 2026-05-28T09:00+08:00; the clock's when left out.")
  var at: String?

  var language: Language {
    Language(preferring: lang ?? ProcessInfo.processInfo.environment["LANG"])
  }

  func now() throws -> Instant {
    guard let at else { return Edge.now() }
    guard let instant = Instant(at, offset: .china) else {
      throw ValidationError("--at: “\(at)” is no moment; write 2026-05-28T09:00:00+08:00")
    }
    return instant
  }

  /// The files, with those of a folder given as pack or by --files laid over them.
  func packFiles() throws -> (name: String, files: PackFiles) {
    var all = Edge.embeddedFiles()
    if let files { all = all.overlaid(with: try Edge.files(in: files)) }
    guard pack.contains("/") || pack == "." else { return (pack, all) }
    let folder = URL(fileURLWithPath: pack, isDirectory: true).standardizedFileURL
    return (folder.lastPathComponent, all.overlaid(with: try Edge.files(in: pack)))
  }

  func loadPack() throws -> Pack {
    let (name, files) = try packFiles()
    return try PackLoader.load(name, from: files)
  }

  /// Opens the city for writing.
  /// - Parameter makes: whether a store is made where there is none.
  func openCity(
    makes: Bool = false, webhookPolicy: WebhookPolicy = .strict,
    _ database: DatabaseSettings? = nil
  ) async throws -> City {
    try await City.open(
      try loadPack(), try Edge.store(store, makes: makes, database), webhookPolicy: webhookPolicy,
      random: Edge.random
    ) { Edge.now() }
  }

  /// Opens the city for reading, beside a program that may be writing.
  func readCity() async throws -> City {
    try await City(reading: try loadPack(), try Edge.storeForReading(store)) { Edge.now() }
  }
}

extension Problem.Kind {
  static let fileMissing = Problem.Kind(
    "file.missing", status: 404, zh: "没有文件“{path}”。", en: "There is no file “{path}”.")
  static let fileTooLarge = Problem.Kind(
    "file.too-large", status: 413, zh: "“{path}”超过{most}字节。",
    en: "“{path}” has more than {most} bytes.")
  static let fileExists = Problem.Kind(
    "file.exists", status: 409, zh: "“{path}”已存在；请换一个名字，或先移走它。",
    en: "“{path}” exists; choose another name or move it away first.")
  static let folderWithoutPacks = Problem.Kind(
    "file.no-packs", status: 404, zh: "文件夹“{path}”里没有包或机制。",
    en: "The folder “{path}” holds no packs and no mechanisms.")
}
