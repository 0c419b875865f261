import Kernel
import Pack

/// Recognises a category by the pack's keywords: each distinct word counts one, three in a title. A
/// tie says nothing.
struct CategoryRecognizer: Sendable {
  private let index: PatternIndex
  private let categories: [String]
  /// Category of each pattern.
  private let owners: [Int]
  private let labels: [String: String]
  /// The keyword of each pattern.
  private let keywords: [String]

  static let titleWeight = 3

  init(_ records: [CategoryRecord]) {
    categories = records.map(\.id)
    var patterns: [String] = []
    var owners: [Int] = []
    var labels: [String: String] = [:]
    for (number, record) in records.enumerated() {
      patterns += record.keywords
      owners += Array(repeating: number, count: record.keywords.count)
      for label in [record.id, record.name.chinese, record.name.english] + record.labels {
        labels[label.lowercased()] = record.id
      }
    }
    index = PatternIndex(patterns)
    self.owners = owners
    keywords = patterns
    self.labels = labels
  }

  /// The category that a file or a form calls by one of its names.
  func category(named label: String) -> String? { labels[label.lowercased()] }

  /// The category with the most words, or nil where none or several lead.
  func recognize(title: String, text: String) -> String? {
    let scores = scores(title: title, text: text)
    guard let best = scores.max(by: { $0.value < $1.value }) else { return nil }
    let leaders = scores.filter { $0.value == best.value }
    return leaders.count == 1 ? categories[best.key] : nil
  }

  /// Every category of which a text has words, the one with the most first.
  func ranked(title: String, text: String) -> [String] {
    scores(title: title, text: text).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { categories[$0.key] }
  }

  private func scores(title: String, text: String) -> [Int: Int] {
    var scores: [Int: Int] = [:]
    for (content, weight) in [(title, CategoryRecognizer.titleWeight), (text, 1)] {
      for pattern in Set(index.matches(in: content).map(\.pattern)) {
        scores[owners[pattern], default: 0] += weight
      }
    }
    return scores
  }

  /// The words of a category that a text has, in the text's order.
  func words(of category: String, in text: String) -> [String] {
    var seen: Set<Int> = []
    return index.matches(in: text).sorted { $0.offset < $1.offset }.map(\.pattern)
      .filter { categories[owners[$0]] == category && seen.insert($0).inserted }
      .map { keywords[$0] }
  }
}
