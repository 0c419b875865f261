import Foundation
import Pack
import Territory

/// Territories that the tests look at.
enum Land {
  /// The packs of the repository.
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

  static func example() throws -> Territory {
    Territory(try PackLoader.load("example", from: files))
  }

  /// A pack of nothing but areas, one CSV line each: id,name,level,parent,code,scheme,year,aliases.
  static func pack(_ lines: [String]) throws -> Pack {
    let yaml = """
      pack: land
      name: {zh: 地, en: Land}
      jurisdiction: 7
      calendar: {hours: [09:00-17:00]}
      levels:
        - {id: city, name: {zh: 市, en: City}}
        - {id: district, name: {zh: 区, en: District}}
        - {id: street, name: {zh: 街道, en: Street}}
        - {id: village, name: {zh: 村, en: Village}}
      areas: areas.csv
      """
    let csv = "id,name,level,parent,code,scheme,year,aliases\n" + lines.joined(separator: "\n")
    return try PackLoader.load(
      "land",
      from: PackFiles([
        "Packs/land/pack.yaml": Array(yaml.utf8), "Packs/land/areas.csv": Array((csv + "\n").utf8),
      ]))
  }

  /// A city with two districts, each with a street and a village called 王庄村.
  static func twins() throws -> Territory {
    Territory(
      try pack([
        "c,海城市,city,,,,,海市", "e,东区,district,c,370202,stats,2023,", "w,西区,district,c,,,,",
        "es,东山街道,street,e,370202001,stats,2023,", "ws,西山街道,street,w,370202001,civil,2021,",
        "ev,王庄村,village,es,,,,", "wv,王庄村,village,ws,,,,", "ev2,李庄村,village,es,,,,李家庄",
      ]))
  }
}
