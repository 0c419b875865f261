import Accounts
import Journal
import Kernel

extension ActionCatalogue {
  /// What people do to their own accounts goes through their pages only: there are secrets in it.
  static let accounts = [
    entry(CreateAccount.self), entry(LockAccount.self), entry(UnlockAccount.self),
    entry(SignOutAccount.self), entry(IssueWayIn.self), entry(MakePostKey.self),
    entry(RevokeAccessKey.self),
  ]

  /// An action on accounts: its subject follows from the login in the input.
  private static func entry<Performed: Action>(_ type: Performed.Type) -> Entry
  where Performed.Subject == AccountEngine {
    Entry(
      declaration: type.declaration, fields: InputReader.fields(of: type),
      subjectKind: Performed.Subject.kind
    ) { city, call in
      let subject = city.accounts.id(of: call.input["login"]?.string ?? "")
      return try await city.perform(try request(type, call, on: subject))
    }
  }

  private static func entry<Performed: Action>(_ type: Performed.Type) -> Entry
  where Performed.Subject == AccessKeyEngine {
    Entry(
      declaration: type.declaration, fields: InputReader.fields(of: type),
      subjectKind: Performed.Subject.kind
    ) { city, call in
      let subject = call.input["key"]?.string.flatMap { Identifier<AccessKey>($0)?.rawValue }
      let isNew = Performed.declaration.begins == .new
      return try await city.perform(try request(type, call, on: isNew ? nil : subject ?? 0))
    }
  }

  private static func request<Performed: Action>(
    _ type: Performed.Type, _ call: Call, on subject: Int64?
  ) throws(Problem) -> Request<Performed> {
    var reader = try InputReader(call.input)
    let action = try Performed(&reader)
    try reader.finish()
    return Request(
      action, on: subject, by: call.actor, at: call.at, key: call.key,
      expectedVersion: call.expectedVersion, inputText: call.input.canonicalText)
  }
}
