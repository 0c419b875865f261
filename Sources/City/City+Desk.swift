public import Desk
public import Kernel
import Pack
import Store

/// The working state of people at their desks.
extension City {
  /// What people have read.
  public var seenMarks: SeenMarks { SeenMarks(pack.jurisdiction) }
  /// The filters that people keep.
  public var savedViews: SavedViews { SavedViews(pack.jurisdiction) }

  /// Notes that a person has a matter before them. Nobody waits for it: a note that is lost is made
  /// when the matter is opened again.
  public func note(_ visitor: Visitor, saw matter: Int64, version: Int64, at now: Instant) {
    guard let account = visitor.account, version > 0 else { return }
    let marks = seenMarks
    store.submit { writer in
      try marks.begin(account, writer)
      try marks.see(matter, version: version, account, at: now, writer)
    } completion: { _ in
    }
  }

  /// Begins a person's marks at their first look at the desk.
  public func beginMarks(of account: Int64) {
    let marks = seenMarks
    store.submit {
      try marks.begin(account, $0)
    } completion: { _ in
    }
  }
}
