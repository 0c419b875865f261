import Journal
import Kernel
import Store

struct OpenAccount: Action {
  static let declaration = ActionDeclaration(
    "OpenAccount", zh: "开户", en: "Open an account", permission: "account.open", begins: .new)
  let owner: String
  let limit: Instant?

  init(_ fields: inout InputReader) throws(Problem) {
    owner = try fields.text("owner", Text("owner"), max: 40)
    limit = try fields.instantIfPresent("limit", Text("limit"))
    try fields.finish()
  }

  func authorise(
    _ engine: AccountEngine, _ state: Account?, _ context: ActionContext
  ) throws(Problem) {}

  func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] { [.opened(owner: owner, limit: limit)] }
}

struct MoveMoney: Action {
  static let declaration = ActionDeclaration(
    "MoveMoney", zh: "存取", en: "Move money", permission: "account.move")
  let amounts: [Int64]

  init(_ fields: inout InputReader) throws(Problem) {
    amounts = [try fields.integer("amount", Text("amount"), -1_000_000...1_000_000)]
    try fields.finish()
  }

  init(_ amounts: [Int64]) { self.amounts = amounts }

  /// Only the owner's own posts reach an account.
  func authorise(
    _ engine: AccountEngine, _ state: Account?, _ context: ActionContext
  ) throws(Problem) {
    guard state?.owner == context.actor.name else { throw Problem(.outOfScope) }
  }

  func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] {
    guard let state, !state.isClosed else { throw Problem(.accountClosed) }
    guard state.balance + amounts.reduce(0, +) >= 0 else { throw Problem(.accountEmpty) }
    return amounts.filter { $0 != 0 }.map { .moved($0) }
  }
}

struct CloseAccount: Action {
  static let declaration = ActionDeclaration(
    "CloseAccount", zh: "销户", en: "Close an account", permission: "account.close")
  let reason: String

  init(_ fields: inout InputReader) throws(Problem) {
    reason = try fields.text("reason", Text("reason"), max: 200)
    try fields.finish()
  }

  func authorise(
    _ engine: AccountEngine, _ state: Account?, _ context: ActionContext
  ) throws(Problem) {}

  func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] {
    guard state?.isClosed == false else { throw Problem(.accountClosed) }
    return [.closed(reason: reason)]
  }
}

/// Opens an account under an identifier that is known beforehand, or puts money into it.
struct EnsureAccount: Action {
  static let declaration = ActionDeclaration(
    "EnsureAccount", zh: "确保开户", en: "Ensure an account", permission: "account.open",
    begins: .either)

  init(_ fields: inout InputReader) throws(Problem) { try fields.finish() }

  func authorise(
    _ engine: AccountEngine, _ state: Account?, _ context: ActionContext
  ) throws(Problem) {}

  func decide(
    _ engine: AccountEngine, _ state: Account?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [AccountEvent] {
    state == nil ? [.opened(owner: context.actor.name, limit: nil)] : [.moved(1)]
  }
}

extension Problem.Kind {
  static let accountClosed = Problem.Kind(
    "account.closed", status: 409, zh: "已销户。", en: "The account is closed.")
  static let accountEmpty = Problem.Kind(
    "account.empty", status: 409, zh: "余额不足。", en: "The balance does not suffice.")
}
