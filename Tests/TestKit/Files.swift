import Glibc
public import Pack

/// The package's own folder, seen from this file.
public let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

/// The shared material beside the package, which a user's machine does not have.
public let sharedData = root + "/../shared/data"

/// The file's bytes, or nil where it cannot be read.
public func fileBytes(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

/// The names in a folder, without those that begin with a dot.
public func names(in folder: String) -> [String] {
  guard let entries = opendir(folder) else { return [] }
  defer { closedir(entries) }
  var names: [String] = []
  while let entry = readdir(entries) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted()
}

/// The repository's packs and mechanisms.
public func repositoryFiles() -> PackFiles {
  var bytes: [String: [UInt8]] = [:]
  func add(_ path: String) {
    let inside = names(in: root + "/" + path)
    for name in inside { add(path + "/" + name) }
    if inside.isEmpty { bytes[path] = fileBytes(root + "/" + path) }
  }
  add("Packs")
  add("Mechanisms")
  return PackFiles(bytes)
}
