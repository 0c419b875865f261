import Kernel
import Pack

@testable import Intake

/// What is read of the part of a file; nil where not even its header is whole.
struct Cut: Hashable {
  let messages: [String]
  let rejections: [Int]
  let isTruncated: Bool

  init?(_ part: [UInt8]) throws {
    var categories: [String: String] = [:]
    for category in try Town.pack.get().categories {
      for name in [category.id, category.name.chinese, category.name.english] + category.labels {
        categories[name.lowercased()] = category.id
      }
    }
    do {
      let file = try MessageFile(part, offset: .china, categories: categories)
      messages = file.messages.map { "\($0)" }
      rejections = file.rejections.map(\.line)
      isTruncated = file.isTruncated
    } catch {
      guard ["import.empty", "import.header-unknown"].contains(error.kind.code) else { throw error }
      return nil
    }
  }
}
