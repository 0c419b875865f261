import Glibc
import TestKit
import Testing

/// Compares a page with the one that was committed. `BAODAO_RECORD=1` commits what is found. The
/// hashes of assets are left out, for a page is not another one where a colour is.
func expectSnapshot(
  _ page: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let path = root + "/Tests/PagesTests/Snapshots/" + name
  let text = page.replacing(/\/assets\/[0-9a-f]{16}\//, with: "/assets/HASH/") + "\n"
  if getenv("BAODAO_RECORD").map({ String(cString: $0) }) == "1" {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    return
  }
  guard let bytes = fileBytes(path) else {
    Issue.record(
      "\(name) is not committed; run with BAODAO_RECORD=1", sourceLocation: sourceLocation)
    return
  }
  let committed = String(decoding: bytes, as: UTF8.self)
  guard committed != text else { return }
  let lines = committed.split(separator: "\n", omittingEmptySubsequences: false)
  let found = text.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(lines, found).enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    \(name):\((line?.offset ?? min(lines.count, found.count)) + 1)
    committed: \(line?.element.0 ?? "(\(lines.count) lines)")
    found:     \(line?.element.1 ?? "(\(found.count) lines)")
    """, sourceLocation: sourceLocation)
}
