import Kernel

/// One message of a file, with the reply where the file has one.
struct Message: Equatable {
  let line: Int
  let number: String
  let user: String
  let title: String
  let at: Instant
  let text: String
  let category: String?
  let reply: Reply?

  struct Reply: Equatable {
    let text: String
    let at: Instant
  }

  /// Whether another row says the same.
  func isSame(as other: Message) -> Bool {
    title == other.title && text == other.text && at == other.at && reply == other.reply
  }

  /// What the store knows the message by.
  var source: String { "message/" + number }
}

/// The shapes of message files, told apart by their header.
enum MessageShape: CaseIterable {
  case categorised, counted, replied

  static let common = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情"]

  var header: [String] {
    switch self {
    case .categorised: MessageShape.common + ["一级标签"]
    case .counted: MessageShape.common + ["反对数", "点赞数"]
    case .replied: MessageShape.common + ["答复意见", "答复时间"]
    }
  }
}
