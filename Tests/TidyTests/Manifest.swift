/// The targets that Package.swift declares, as far as the rules about imports need them.
///
/// Reads the plain form only: `.target(name: "…", dependencies: […], path: "…")`.
struct Manifest: Sendable {
  struct Target: Hashable, Sendable {
    let name: String
    let path: String
    /// Names of targets and of products.
    let dependencies: Set<String>
  }

  let targets: [Target]

  init(_ text: String) {
    let lines = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
    var rest = Substring(lines.joined(separator: "\n"))
    var targets: [Target] = []
    while let call = rest.firstMatch(of: /\.(target|executableTarget|testTarget|systemLibrary)\(/) {
      let body = Self.balanced(rest[call.range.upperBound...])
      rest = rest[body.endIndex...]
      guard let name = body.firstMatch(of: /name:\s*"([^"]+)"/) else { continue }
      let folder = call.1 == "testTarget" ? "Tests/" : "Sources/"
      let path = body.firstMatch(of: /\bpath:\s*"([^"]+)"/).map { String($0.1) }
      targets.append(
        Target(
          name: String(name.1), path: path ?? folder + name.1,
          dependencies: Self.dependencies(body)))
    }
    self.targets = targets
  }

  /// The target whose folder holds the file; the innermost where folders lie in each other.
  func target(of path: String) -> Target? {
    targets.filter { path.hasPrefix($0.path + "/") }.max { $0.path.count < $1.path.count }
  }

  private static func dependencies(_ body: Substring) -> Set<String> {
    guard let start = body.firstMatch(of: /dependencies:\s*\[/) else { return [] }
    let list = balanced(body[start.range.upperBound...])
    let packages = list.replacing(/,\s*package:\s*"[^"]*"/, with: "")
    return Set(packages.matches(of: /"([^"]+)"/).map { String($0.1) })
  }

  /// What stands before the bracket that closes the one just before `text`.
  private static func balanced(_ text: Substring) -> Substring {
    var depth = 1
    for index in text.indices {
      if text[index] == "(" || text[index] == "[" { depth += 1 }
      if text[index] == ")" || text[index] == "]" { depth -= 1 }
      if depth == 0 { return text[..<index] }
    }
    return text
  }
}
