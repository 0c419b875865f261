import Accounts
public import Kernel
import Matters
import Organisation
import Pack
public import Store
import Webhooks

extension City {
  /// What people call the subjects of streams: the number of a matter, the code of a post, a login.
  /// Each is one look by its key; other kinds have no name of their own. Who asks sees no more of
  /// them than that they are there.
  /// - Parameter streams: those of one page.
  public func subjectNames(
    _ streams: Set<StreamName>, _ reader: any Reading
  ) throws -> [StreamName: String] {
    let statements: [String: Statement] = [
      MatterEngine.kind: "SELECT number FROM matter WHERE jurisdiction = ? AND id = ?",
      AccountEngine.kind: "SELECT login FROM account WHERE jurisdiction = ? AND id = ?",
      PostEngine.kind: "SELECT code FROM post_term WHERE jurisdiction = ? AND post = ? LIMIT 1",
    ]
    var names: [StreamName: String] = [:]
    for stream in streams {
      guard let statement = statements[stream.kind] else { continue }
      names[stream] = try reader.row(
        statement, [.integer(pack.jurisdiction), .integer(stream.id)])?.text(0)
    }
    return names
  }
}
