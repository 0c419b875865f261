/// A target imports another only if its line in Package.swift says so.
///
/// The build alone does not find this: an undeclared sibling compiles once it has been built.
func importsAreDeclared(in manifest: Manifest) -> Rule {
  let names = Set(manifest.targets.map(\.name))
  return { file in
    guard file.isSwift, let target = manifest.target(of: file.path) else { return [] }
    return imports(of: file).compactMap { line, module in
      if !names.contains(module) || module == target.name { return nil }
      if target.dependencies.contains(module) { return nil }
      return file.finding(line, "\(target.name) imports \(module) undeclared in Package.swift")
    }
  }
}

/// Modules that may be imported in one place only, by the beginning of their names.
let fencedModules = [
  (module: "GRDB", place: "Sources/StoreSQLite/"),
  (module: "Hummingbird", place: "Sources/Server/"),
]

/// Where the world begins: no file, no socket, no clock of their own.
let pureFolders = [
  "Sources/Kernel/", "Sources/Expression/", "Sources/WorkCalendar/", "Sources/Store/",
  "Sources/Journal/", "Sources/Pack/", "Sources/Engines/",
]

/// Files of the centre that ask the machine all the same: only for callers that pass them on.
let filesThatAskTheMachine: Set<String> = ["Sources/Expression/Zones/SystemZones.swift"]

@Sendable func modulesStayBehindTheirFences(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift, file.path.hasPrefix("Sources/") else { return [] }
  return imports(of: file).flatMap { line, module in
    fencedModules.filter { module.hasPrefix($0.module) && !file.path.hasPrefix($0.place) }
      .map { file.finding(line, "`import \(module)` belongs into \($0.place) alone") }
  }
}

@Sendable func theCentreIsPure(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift, pureFolders.contains(where: { file.path.hasPrefix($0) }),
    !filesThatAskTheMachine.contains(file.path)
  else { return [] }
  return imports(of: file).compactMap { line, module in
    let isWorld = ["Glibc", "Musl", "Darwin"].contains(module) || module.hasPrefix("Foundation")
    return isWorld ? file.finding(line, "`import \(module)` in the pure centre") : nil
  }
}

/// The modules that a Swift file imports, with their lines.
func imports(of file: RepositoryFile) -> [(line: Int, module: String)] {
  SwiftText(file).code.enumerated().compactMap { index, line in
    guard line.contains("import ") else { return nil }
    // Attributes and an access level may stand before `import`, the kind of one symbol after it.
    var words = line.split { $0 == " " || $0 == "." }.drop { $0.hasPrefix("@") }
    if let first = words.first, accessLevels.contains(first) { words.removeFirst() }
    guard words.popFirst() == "import" else { return nil }
    if let first = words.first, symbolKinds.contains(first) { words.removeFirst() }
    return words.first.map { (index + 1, String($0)) }
  }
}

private let accessLevels: Set<Substring> = [
  "public", "package", "internal", "fileprivate", "private",
]
private let symbolKinds: Set<Substring> = [
  "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
]
