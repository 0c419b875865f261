import Accounts
public import Kernel
import Matters
import Organisation
import Pack
public import Store
import Webhooks

extension City {
  /// What people call the subjects of streams: the number of a matter, the code of a post, a login.
  /// Each is one look by its key; other kinds have no name of their own. A matter that the actor's
  /// posts do not cover has none either.
  /// - Parameter streams: those of one page.
  public func subjectNames(
    _ streams: Set<StreamName>, for actor: Actor, _ reader: any Reading
  ) throws -> [StreamName: String] {
    let statements: [String: Statement] = [
      AccountEngine.kind: "SELECT login FROM account WHERE jurisdiction = ? AND id = ?",
      PostEngine.kind: "SELECT code FROM post_term WHERE jurisdiction = ? AND post = ? LIMIT 1",
    ]
    var names: [StreamName: String] = [:]
    let covered = MatterReader(matters, RowScope(actor, "matter.read"))
    for stream in streams {
      if stream.kind == MatterEngine.kind, actor.holds("matter.read") {
        names[stream] = try covered.number(of: stream.id, reader)
      }
      guard let statement = statements[stream.kind] else { continue }
      names[stream] = try reader.row(
        statement, [.integer(pack.jurisdiction), .integer(stream.id)])?.text(0)
    }
    return names
  }
}
