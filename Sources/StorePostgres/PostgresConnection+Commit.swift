import Store

extension PostgresConnection {
  /// Ends a transaction that wrote, and waits until it is durable, also on the servers whose word
  /// the leading one waits for.
  /// - Throws: where that is not certain; the connection then counts as lost, so that the outcome
  ///   is looked up in a transaction of its own, which waits for those servers again.
  func commit() throws {
    try awaitAnswers()
    let before = warnings.count
    try control("COMMIT")
    try mark()
    guard warnings.count == before else {
      throw PostgresFailure(
        state: "", message: "no other server has confirmed what was committed", sql: "COMMIT")
    }
  }

  func add(_ number: Int64, to key: [SQLValue], _ statement: Statement) throws {
    try sums.add(number, to: key, statement, run)
  }

  func settle() throws { try sums.settle(run) }
}
