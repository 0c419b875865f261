public import Journal
public import Kernel
import Pack
import Store

/// Who holds a post, and who held it.
public struct Post: Sendable, Equatable {
  /// One person's time in the post.
  public struct Term: Sendable, Equatable {
    /// 1 for the first term of the post, one more for each after it.
    public let number: Int64
    public let person: String
    public let begun: Instant
    /// Nil while it lasts.
    public var ended: Instant?
  }

  public let code: String
  public var terms: [Term]

  /// Those who hold it now.
  public var holders: [String] { terms.filter { $0.ended == nil }.map(\.person) }
}

/// What can happen to a post.
public enum PostEvent: Sendable, Equatable {
  case assumed(post: String, person: String)
  /// One person's term ends and another's begins in the same moment: there is no day without a
  /// holder.
  case handedOver(from: String, to: String)
  case vacated(person: String, reason: String)
}

extension PostEvent: DomainEvent {
  public var event: Event {
    switch self {
    case .assumed(let post, let person):
      Event("post.assumed", ["post": .string(post), "person": .string(person)])
    case .handedOver(let from, let to):
      Event("post.handed-over", ["from": .string(from), "to": .string(to)])
    case .vacated(let person, let reason):
      Event("post.vacated", ["person": .string(person), "reason": .string(reason)])
    }
  }

  public init(_ event: Event) throws {
    func text(_ member: String) throws -> String {
      guard let text = event.body[member]?.string else {
        throw Problem(.eventUnreadable, ["event": event.name, "member": member])
      }
      return text
    }
    switch event.name {
    case "post.assumed": self = .assumed(post: try text("post"), person: try text("person"))
    case "post.handed-over": self = .handedOver(from: try text("from"), to: try text("to"))
    case "post.vacated":
      self = .vacated(person: try text("person"), reason: try text("reason"))
    default: throw Problem(.eventUnreadable, ["event": event.name, "member": ""])
    }
  }
}

extension Problem.Kind {
  static let eventUnreadable = Problem.Kind(
    "post.event-unreadable", status: 500, zh: "事件“{event}”缺少“{member}”。",
    en: "The event “{event}” has no “{member}”.")
  public static let postTaken = Problem.Kind(
    "post.taken", status: 409, zh: "岗位“{post}”现由“{holder}”担任；请办理交接。",
    en: "The post “{post}” is held by “{holder}”; hand it over instead.")
  public static let postNotHeld = Problem.Kind(
    "post.not-held", status: 409, zh: "“{person}”现不担任岗位“{post}”。",
    en: "“{person}” does not hold the post “{post}”.")
  public static let postHeldAlready = Problem.Kind(
    "post.held-already", status: 409, zh: "“{person}”已担任岗位“{post}”。",
    en: "“{person}” holds the post “{post}” already.")
  public static let postOwn = Problem.Kind(
    "post.own", status: 403, zh: "不能给自己安排岗位；请由另一位管理员办理。",
    en: "Nobody gives a post to themselves; ask another administrator.")
  public static let postBackwards = Problem.Kind(
    "post.backwards", status: 422, zh: "时间早于该岗位上一次变动（{last}）。",
    en: "That is before the post last changed hands ({last}).")
}
