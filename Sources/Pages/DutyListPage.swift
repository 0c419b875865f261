public import City
public import Kernel
import Pack

/// What each tier of the organisation answers for, the reader's own tiers first.
public struct DutyListPage: Sendable {
  private let own: Set<String>
  private let city: City
  private let language: Language

  public static let title = DutyWords.title

  /// - Parameter own: the tiers on which the reader holds posts.
  public init(own: Set<String>, city: City, language: Language) {
    self.own = own
    self.city = city
    self.language = language
  }

  public var content: HTML {
    let tiers = city.pack.tiers.filter { tier in city.pack.duties.contains { $0.tier == tier.id } }
    let sorted = tiers.filter { own.contains($0.id) } + tiers.filter { !own.contains($0.id) }
    let empty = EmptyState(DutyWords.none[language], advice: DutyWords.advice[language])
    return """
      <header class="page-head"><h1>\(DutyWords.title[language])</h1>
      <p>\(DutyWords.lead[language])</p></header>
      \(sorted.isEmpty ? empty.html : HTML.joined(sorted.map(card), by: "\n"))
      """
  }

  private func card(_ tier: TierRecord) -> HTML {
    let duties = city.pack.duties.filter { $0.tier == tier.id }.sorted { $0.number < $1.number }
    let mine: HTML = own.contains(tier.id) ? "<p>\(DutyWords.mine[language])</p>" : .nothing
    let table = DataTable(
      tier.name[language],
      columns: [
        DataTable.Column(DutyWords.number[language], isNumber: true),
        DataTable.Column(DutyWords.duty[language], isHead: true),
      ],
      rows: duties.map { DataTable.Row(["\($0.number)", "\($0.text[language])"]) })
    return Card(tier.name[language], id: tier.id, "\(mine)\(table)").html
  }
}
