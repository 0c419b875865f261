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
    self.labels = labels
  }

  /// The category that a file or a form calls by one of its names.
  func category(named label: String) -> String? { labels[label.lowercased()] }

  /// The category with the most words, or nil where none or several lead.
  func recognize(title: String, text: String) -> String? {
    var scores: [Int: Int] = [:]
    for (content, weight) in [(title, CategoryRecognizer.titleWeight), (text, 1)] {
      for pattern in Set(index.matches(in: content).map(\.pattern)) {
        scores[owners[pattern], default: 0] += weight
      }
    }
    guard let best = scores.max(by: { $0.value < $1.value }) else { return nil }
    let leaders = scores.filter { $0.value == best.value }
    return leaders.count == 1 ? categories[best.key] : nil
  }
}
