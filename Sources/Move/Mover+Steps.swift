import Journal
import Kernel
import Store

/// The steps of a move, in their order.
extension Mover {
  /// Makes the tables, without their indexes, under the mark. Answers whether an earlier move had
  /// been interrupted here; what it left is dropped.
  func prepare(_ target: any Store) async throws -> Bool {
    let (dialect, migrations, tables) = (target.dialect, migrations, tables)
    return try await target.write { writer in
      try writer.run(Statement(dialect.fill(schemaTable)), [])
      try writer.run(Statement(dialect.fill(contractTable)), [])
      let modules = try writer.rows("SELECT module FROM schema_step ORDER BY module", [])
        .map { $0.text(0) }
      let isBegunAgain = modules == [UnfinishedStore.module]
      if isBegunAgain {
        for table in tables.reversed() {
          try writer.run(Statement("DROP TABLE IF EXISTS \(table.name)"), [])
        }
      } else if let module = modules.first {
        throw Problem(.moveTargetInUse, ["module": module])
      } else {
        try writer.run(
          "INSERT INTO schema_step (module, number) VALUES (?, ?)",
          [.text(UnfinishedStore.module), .integer(UnfinishedStore.step)])
      }
      for statement in migrations.flatMap(\.statements)
      where !TableShape.isAboutIndex(statement) {
        try writer.run(Statement(dialect.fill(statement)), [])
      }
      return isBegunAgain
    }
  }

  /// Copies every table in one view of the source. Answers what was read, and the journal's end.
  func copy(
    _ source: any Store, _ target: any Store,
    _ progress: @escaping @Sendable (Stage, Int, Int) -> Void
  ) async throws -> (tables: [Table], last: Int64) {
    let tables = tables
    let pipe = RowPipe(into: target)
    return try await source.read { reader in
      let all = try tables.reduce(0) { sum, table in
        let count = try reader.row(Statement("SELECT count(*) FROM \(table.name)"), [])
        return sum + Int(count?.integer(0) ?? 0)
      }
      var done = 0
      var moved: [Table] = []
      for table in tables {
        var digest = TableDigest()
        var batch: [Row] = []
        var bytes = 0
        func send() throws {
          try pipe.send(batch, table.insertion)
          done += batch.count
          progress(.copy, done, all)
          batch.removeAll(keepingCapacity: true)
          bytes = 0
        }
        try reader.forEachRow(table.everything, []) { row in
          digest.add(row)
          batch.append(row)
          bytes += row.bytes
          if batch.count >= RowPipe.batchRowsMax || bytes >= RowPipe.batchBytesMax { try send() }
          return true
        }
        if !batch.isEmpty { try send() }
        // Rows of the next table may refer to these.
        try pipe.finish()
        moved.append(Table(name: table.name, digest: digest))
      }
      return (moved, try EventReader.lastPosition(reader))
    }
  }

  /// Makes the indexes once the rows are there, which is faster than keeping them row by row.
  func makeIndexes(
    _ target: any Store, _ progress: @escaping @Sendable (Stage, Int, Int) -> Void
  ) async throws {
    let statements = TableShape.indexes(of: migrations)
    for (index, statement) in statements.enumerated() {
      let filled = Statement(target.dialect.fill(statement))
      try await target.write { try $0.run(filled, []) }
      progress(.index, index + 1, statements.count)
    }
  }

  /// Reads everything back from the target.
  func compare(
    _ moved: [Table], _ target: any Store,
    _ progress: @escaping @Sendable (Stage, Int, Int) -> Void
  ) async throws {
    let tables = tables
    let all = moved.reduce(0) { $0 + $1.digest.rows }
    try await target.read { reader in
      var done = 0
      for (table, expected) in zip(tables, moved) {
        var digest = TableDigest()
        try reader.forEachRow(table.everything, []) { row in
          digest.add(row)
          done += 1
          if done % RowPipe.batchRowsMax == 0 || done == all { progress(.compare, done, all) }
          return true
        }
        guard digest == expected.digest else {
          throw Problem(
            .moveDiffers,
            [
              "table": table.name, "expected": String(expected.digest.rows),
              "found": String(digest.rows),
            ])
        }
      }
    }
  }

  /// Takes the mark away: from here on the target is a store.
  func finish(_ target: any Store, _ steps: [String: Int64]) async throws {
    let contracts = migrations.filter { $0.kind == .contract }
    try await target.write { writer in
      for step in contracts {
        try writer.run(
          "INSERT INTO schema_contract (module, number) VALUES (?, ?)",
          [.text(step.module), .integer(Int64(step.number))])
      }
      try writer.run(
        "DELETE FROM schema_step WHERE module = ?", [.text(UnfinishedStore.module)])
      for (module, number) in steps.sorted(by: { $0.key < $1.key }) {
        for step in 1...max(1, number) {
          try writer.run(
            "INSERT INTO schema_step (module, number) VALUES (?, ?)",
            [.text(module), .integer(step)])
        }
      }
    }
  }
}
