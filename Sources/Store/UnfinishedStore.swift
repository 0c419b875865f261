public import Kernel

/// The mark of a store that is still being filled by a move: no program opens it. It stands where
/// the steps of the schema stand, so that programs that know nothing of it refuse the store too.
public enum UnfinishedStore {
  /// No module of the program has this name.
  public static let module = "unfinished"
  public static let step: Int64 = 1
}

extension Store {
  /// Refuses a store that a move has not finished.
  public func requireFinished() async throws {
    let isUnfinished = try await read {
      try $0.row(
        "SELECT 1 FROM schema_step WHERE module = ?", [.text(UnfinishedStore.module)]) != nil
    }
    if isUnfinished { throw Problem(.storeUnfinished) }
  }
}

extension Problem.Kind {
  public static let storeUnfinished = Problem.Kind(
    "store.unfinished", status: 503,
    zh: "迁移到这个数据库的工作还没有做完，其中的数据不完整；请再运行一次baodao move。",
    en: "A move into this store was not finished, what it holds is not whole; run baodao move "
      + "again.")
}
