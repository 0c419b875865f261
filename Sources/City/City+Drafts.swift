public import Drafts
import Journal
public import Kernel
import Pack
import Store

/// What persons have begun to write: kept for them alone, outside the journal.
extension City {
  private var drafts: DraftShelf { DraftShelf(jurisdiction: pack.jurisdiction) }

  /// Keeps what a visitor has written so far.
  /// - Parameter name: the form's own key, so that a form that was filed is saved no more.
  public func saveDraft(
    _ values: [String: JSON], as name: String, of visitor: Visitor, at now: Instant
  ) async throws {
    guard let account = visitor.account else { throw Problem(.draftOwner) }
    let (drafts, runner, moment) = (drafts, runner, clock())
    try await store.write { writer in
      // What was on its way while the form was filed comes too late.
      if try runner.isUsed(name, at: moment, writer) { throw Problem(.draftFiled) }
      try drafts.save(values, as: name, of: account, at: now, writer)
    }
  }

  /// The drafts of a visitor, the last one saved first; none for the key of a program.
  public func drafts(of visitor: Visitor) async throws -> [Draft.Line] {
    guard let account = visitor.account else { return [] }
    let drafts = drafts
    return try await store.read { try drafts.lines(of: account, $0) }
  }

  /// A visitor's draft.
  public func draft(_ name: String, of visitor: Visitor) async throws -> Draft {
    let drafts = drafts
    guard let account = visitor.account,
      let draft = try await store.read({ try drafts.draft(name, of: account, $0) })
    else { throw Problem(.notFound, ["what": "draft", "name": String(name.prefix(80))]) }
    return draft
  }

  /// Throws a visitor's draft away, if there is one.
  public func removeDraft(_ name: String, of visitor: Visitor) async throws {
    guard let account = visitor.account else { return }
    let drafts = drafts
    try await store.write { _ = try drafts.remove(name, of: account, $0) }
  }

  /// Throws away the drafts that nobody has touched for long.
  public func sweepDrafts(at now: Instant) async throws {
    let drafts = drafts
    try await store.write { _ = try drafts.sweep(at: now, $0) }
  }
}
