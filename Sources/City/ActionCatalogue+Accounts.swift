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
    entry(type, through: { try await $0.perform($1) }) { city, call in
      city.accounts.id(of: call.input["login"]?.string ?? "")
    }
  }

  /// An action on a key: whoever makes one names none.
  private static func entry<Performed: Action>(_ type: Performed.Type) -> Entry
  where Performed.Subject == AccessKeyEngine {
    entry(type, through: { try await $0.perform($1) }) { _, call in
      if Performed.declaration.begins == .new { return nil }
      return call.input["key"]?.string.flatMap { Identifier<AccessKey>($0)?.rawValue } ?? 0
    }
  }
}
