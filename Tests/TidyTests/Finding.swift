/// One place in the repository that breaks a rule.
struct Finding: Hashable, CustomStringConvertible {
  let path: String
  /// Counted from one; zero where the whole file is meant.
  let line: Int
  let what: String

  var description: String { line == 0 ? "\(path): \(what)" : "\(path):\(line): \(what)" }
}

/// A rule looks at one file. What else it must know, such as the manifest, it is made with.
typealias Rule = @Sendable (RepositoryFile) -> [Finding]
