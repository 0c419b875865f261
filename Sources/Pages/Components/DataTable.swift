/// Rows under heads. On a phone each row becomes a card whose lines carry the heads' words. Where
/// there is too little room for all columns, it moves sideways, by the keys as well.
public struct DataTable: Component {
  public struct Column: Sendable {
    public enum Order: String, Sendable { case ascending, descending }

    let label: String
    let isNumber: Bool
    let sortPath: String?
    let order: Order?
    let isHead: Bool

    /// - Parameters:
    ///   - isHead: whether its cells name their rows.
    ///   - sortPath: where the list is to be had in this column's order.
    ///   - order: how the list goes by this column now; nil where it goes by another.
    public init(
      _ label: String, isNumber: Bool = false, isHead: Bool = false, sortPath: String? = nil,
      order: Order? = nil
    ) {
      self.label = label
      self.isNumber = isNumber
      self.isHead = isHead
      self.sortPath = sortPath
      self.order = order
    }
  }

  public struct Row: Sendable {
    let cells: [HTML]
    let isUnread: Bool

    public init(_ cells: [HTML], isUnread: Bool = false) {
      self.cells = cells
      self.isUnread = isUnread
    }
  }

  private let caption: String
  private let isCaptionShown: Bool
  private let columns: [Column]
  private let rows: [Row]
  private let walks: Bool

  /// - Parameters:
  ///   - caption: what the table holds; heard by whoever hears the page even where it isn't shown.
  ///   - walks: whether `j` and `k` go through its rows.
  public init(
    _ caption: String, isCaptionShown: Bool = false, columns: [Column], rows: [Row],
    walks: Bool = false
  ) {
    self.caption = caption
    self.isCaptionShown = isCaptionShown
    self.columns = columns
    self.rows = rows
    self.walks = walks
  }

  public var html: HTML {
    let widths = ColumnWidths(
      columns.map { ($0.label, $0.isNumber) }, rows: rows.map(\.cells))
    let places = widths.classes.map { "<col class=\"\($0)\">" as HTML }
    return """
      <div class="table-frame" tabindex="0" role="region" aria-label="\(caption)">\
      <table class="list \(widths.least)"><caption\(isCaptionShown ? "" : hidden)>\
      \(caption)</caption>
      <colgroup>\(places)</colgroup>
      <thead><tr>\(columns.map(head))</tr></thead>
      <tbody\(HTML.flag("data-walk", walks))>
      \(rows.map(row))</tbody></table></div>

      """
  }

  private var hidden: HTML { " class=\"heard\"" }

  private func head(_ column: Column) -> HTML {
    let kind: HTML = column.isNumber ? " class=\"number\"" : .nothing
    let sort = HTML.attribute("aria-sort", column.order?.rawValue)
    let arrow: HTML =
      switch column.order {
      case .ascending: "\(Icon.up)"
      case .descending: "\(Icon.down)"
      case nil: .nothing
      }
    let label: HTML =
      column.sortPath.map { "<a href=\"\($0)\">\(column.label)\(arrow)</a>" }
      ?? "\(column.label)\(arrow)"
    return "<th scope=\"col\"\(kind)\(sort)>\(label)</th>"
  }

  private func row(_ row: Row) -> HTML {
    let cells = zip(columns, row.cells).map { column, cell -> HTML in
      let kind: HTML = column.isNumber ? " class=\"number\"" : .nothing
      let label: HTML = column.label.isEmpty ? .nothing : " data-label=\"\(column.label)\""
      return column.isHead
        ? "<th scope=\"row\"\(kind)\(label)>\(cell)</th>" : "<td\(kind)\(label)>\(cell)</td>"
    }
    return "<tr\(row.isUnread ? " class=\"unread\"" : .nothing)>\(cells)</tr>\n"
  }
}
