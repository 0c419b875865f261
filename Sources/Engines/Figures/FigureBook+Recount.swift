import Kernel
import Pack
public import Store

/// Counters follow the figures' definitions: where a pack changes one, its past is counted anew.
extension FigureBook {
  /// Everything that decides what is counted where.
  private var definition: String {
    let records = figures.values.map(\.record).sorted { $0.id < $1.id }
    let lines = records.map { record -> String in
      let parts: [String?] = [
        record.id, record.form.rawValue, record.of, record.when?.value, record.value,
        record.enters, record.leaves,
      ]
      return parts.map { $0 ?? "" }.joined(separator: "|")
    }
    // The first line names the tables: a store that lacks what stands gets it by counting anew.
    return (["cells standing"] + lines).joined(separator: "\n")
  }

  /// Makes the counters those of these figures. Answers whether they had to be counted anew, which
  /// reads every observation once.
  public func follow(_ writer: any Writing) throws -> Bool {
    let known = try writer.row(
      "SELECT text FROM figure_definition WHERE jurisdiction = ?", [.integer(jurisdiction)])
    if known?.text(0) == definition { return false }
    try writer.run(
      """
      INSERT INTO figure_definition (jurisdiction, text) VALUES (?, ?)
      ON CONFLICT (jurisdiction) DO UPDATE SET text = excluded.text
      """, [.integer(jurisdiction), .text(definition)])
    try writer.settle()
    try writer.run("DELETE FROM figure_cell WHERE jurisdiction = ?", [.integer(jurisdiction)])
    let all = Statement(
      """
      SELECT \(FigureReader.columns), name FROM observation WHERE jurisdiction = ?
      ORDER BY name, day, position, part
      """)
    try writer.forEachRow(all, [.integer(jurisdiction)]) { row in
      try count(FigureReader.observation(row.text(14), row), writer)
      return true
    }
    try standAnew(writer)
    return true
  }
}
