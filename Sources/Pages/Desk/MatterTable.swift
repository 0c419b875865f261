import City
public import Kernel
public import Matters
import Organisation
import Pack
import Territory

/// Matters under each other, with a box to choose each and a mark on what is news.
public struct MatterTable: Sendable {
  /// The form that the boxes belong to.
  static let form = "bulk"

  private let lines: [MatterReader.Line]
  private let unread: Set<Int64>
  private let isChosen: Bool
  private let city: City
  private let language: Language

  /// - Parameters:
  ///   - unread: those that somebody else changed since the reader has seen them.
  ///   - isChosen: whether the rows have boxes to be chosen by.
  init(
    _ lines: [MatterReader.Line], unread: Set<Int64>, isChosen: Bool, city: City,
    language: Language
  ) {
    self.lines = lines
    self.unread = unread
    self.isChosen = isChosen
    self.city = city
    self.language = language
  }

  var html: HTML {
    let box = DataTable.Column(DeskWords.chosen[language])
    let columns = [
      DataTable.Column(Words.light[language]),
      DataTable.Column(Words.title[language], isHead: true),
      DataTable.Column(Words.number[language]), DataTable.Column(Words.state[language]),
      DataTable.Column(Words.area[language]), DataTable.Column(Words.lead[language]),
      DataTable.Column(Words.due[language], isNumber: true),
    ]
    let table = DataTable(
      ListWords.matters[language], columns: (isChosen ? [box] : []) + columns,
      rows: lines.map(row), walks: true)
    return "<div class=\"matters\">\(table)</div>"
  }

  private func row(_ line: MatterReader.Line) -> DataTable.Row {
    let state = city.pack.kinds[line.kind]?.states[line.state]
    let lead = line.lead.flatMap { city.organisation.unit($0)?.name[language] } ?? ""
    let owner = lead.isEmpty ? ArbitrationReason.text(line.reason)[language] : lead
    let isUnread = unread.contains(line.id)
    let mark: HTML =
      isUnread ? " <span class=\"news-mark\">\(DeskWords.unread[language])</span>" : .nothing
    let cells: [HTML] = [
      "\(LightMark(line.light, language))",
      "<a href=\"/matters/\(line.number)\">\(line.title)</a>\(mark)",
      "<span class=\"number\">\(line.number)</span>", "\(state?.name[language] ?? line.state)",
      "<span class=\"number\">\(line.area.flatMap { city.territory.area($0)?.name } ?? "—")</span>",
      "\(owner)",
      "\(line.dueAt?.minuteText(city.pack.offset) ?? "—")",
    ]
    return DataTable.Row((isChosen ? [box(line)] : []) + cells, isUnread: isUnread)
  }

  private func box(_ line: MatterReader.Line) -> HTML {
    let label = DeskWords.choose.filled(["number": line.number], language)
    return """
      <input type="checkbox" class="pick" name="matter" value="\(line.number)" \
      form="\(MatterTable.form)" aria-label="\(label)">
      """
  }
}
