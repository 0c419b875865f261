import Foundation

@Sendable func pagesHaveOneTitle(_ file: RepositoryFile) -> [Finding] {
  guard file.isMarkdown else { return [] }
  let titles = MarkdownText(file).prose.enumerated().filter { $1.hasPrefix("# ") }
  if titles.isEmpty { return [file.finding(0, "no `# Title`")] }
  return titles.dropFirst().map { file.finding($0.offset + 1, "a second `# Title`") }
}

/// Links inside the repository must lead somewhere; those to the world are not followed.
func linksLeadSomewhere(in paths: Set<String>) -> Rule {
  { file in
    guard file.isMarkdown else { return [] }
    return MarkdownText(file).prose.enumerated().flatMap { index, line in
      line.matches(of: /\]\(\s*<?([^)\s>]+)>?[^)]*\)/).compactMap { match in
        guard let target = resolve(String(match.1), from: file.path) else { return nil }
        if target.isEmpty || paths.contains(target) { return nil }
        return file.finding(index + 1, "the link `\(match.1)` leads nowhere")
      }
    }
  }
}

/// A link's path from the root, or nil where it leads out of the repository's files.
private func resolve(_ link: String, from page: String) -> String? {
  if link.hasPrefix("#") || link.contains(/^[a-zA-Z][a-zA-Z0-9+.\-]*:/) { return nil }
  let path = link.prefix { $0 != "#" && $0 != "?" }
  var parts = path.hasPrefix("/") ? [] : page.split(separator: "/").dropLast().map(String.init)
  for part in path.split(separator: "/") {
    if part == "." { continue }
    if part == ".." {
      if parts.isEmpty { return link }
      parts.removeLast()
    } else {
      parts.append(part.removingPercentEncoding ?? String(part))
    }
  }
  return parts.joined(separator: "/")
}
