import Kernel
public import Store

/// What the nodes tell each other of their programs, so that nobody takes a table away from under
/// an older one.
extension PostgresStore {
  public func declare(_ steps: [String: Int]) async throws {
    guard let session else { return }
    let (node, incarnation) = (SQLValue.integer(Int64(session.node)), session.incarnation)
    try await write { writer in
      // A program that declares nothing may have had the number meanwhile.
      try writer.run("DELETE FROM baodao_node_step WHERE number = ?", [node])
      for (module, step) in steps.sorted(by: { $0.key < $1.key }) {
        try writer.run(
          "INSERT INTO baodao_node_step (number, incarnation, module, step) VALUES (?, ?, ?, ?)",
          [node, .text(incarnation), .text(module), .integer(Int64(step))])
      }
    }
  }

  public func nodesBehind(
    _ module: String, _ number: Int, _ writer: any Writing
  ) throws -> [String] {
    try writer.run(PostgresSchema.forgetSilent, [.integer(Int64(settings.leaseSeconds))])
    let rows = try writer.rows(
      """
      SELECT n.number, coalesce(s.step, 0) FROM baodao_node AS n
      LEFT JOIN baodao_node_step AS s
        ON s.number = n.number AND s.incarnation = n.incarnation AND s.module = ?
      WHERE n.number <> ? AND coalesce(s.step, 0) < ? ORDER BY n.number
      """, [.text(module), .integer(Int64(node)), .integer(Int64(number))])
    return rows.map { "node \($0.integer(0)) (step \($0.integer(1)))" }
  }
}
