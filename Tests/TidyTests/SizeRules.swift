let swiftFileLinesMax = 400
let swiftLineColumnsMax = 100

/// A Swift file that no longer fits into a head is split.
@Sendable func swiftFilesAreShort(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift else { return [] }
  let count = file.lines.count
  if count <= swiftFileLinesMax { return [] }
  return [file.finding(0, "\(count) lines; at most \(swiftFileLinesMax)")]
}

@Sendable func swiftLinesAreNarrow(_ file: RepositoryFile) -> [Finding] {
  guard file.isSwift else { return [] }
  return file.lines.enumerated().compactMap { index, line in
    if line.utf8.count <= swiftLineColumnsMax || line.count <= swiftLineColumnsMax { return nil }
    return file.finding(index + 1, "\(line.count) columns; at most \(swiftLineColumnsMax)")
  }
}
