import Foundation

/// The files that git tracks or would track, read from the folder in which this file lies.
struct Repository: Sendable {
  let root: URL
  let files: [RepositoryFile]
  /// Every file and folder by its path from the root, text or not.
  let paths: Set<String>

  /// Read once for all tests.
  static let here = Repository(root: rootOfThisFile)

  static var rootOfThisFile: URL {
    URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  init(root: URL) {
    var files: [RepositoryFile] = []
    var paths: Set<String> = []
    var folders = [""]
    while let folder = folders.popLast() {
      let names =
        (try? FileManager.default.contentsOfDirectory(
          atPath: root.appending(path: folder).path)) ?? []
      for name in names.sorted() {
        let path = folder.isEmpty ? name : folder + "/" + name
        if Self.isIgnored(name, in: folder) { continue }
        paths.insert(path)
        let url = root.appending(path: path)
        if (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true {
          folders.append(path)
        } else if let data = try? Data(contentsOf: url),
          let text = String(validating: data, as: UTF8.self)
        {
          files.append(RepositoryFile(path, text))
        }
      }
    }
    self.root = root
    self.files = files.sorted { $0.path < $1.path }
    self.paths = paths
  }

  func file(_ path: String) -> RepositoryFile? { files.first { $0.path == path } }

  /// The same list as `.gitignore`, and git's own folder.
  static func isIgnored(_ name: String, in folder: String) -> Bool {
    name == ".git" || name == ".swiftpm" || name == "__pycache__" || name == "Package.resolved"
      || name.hasPrefix(".build") || name.contains(".sqlite")
      || (name == "var" && folder.isEmpty)
  }
}
