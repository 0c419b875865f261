import Kernel
import Synchronization

/// Whole lists as CSV or JSON Lines: page after page as the reader takes them, so that a million
/// lines need the memory of one page.
enum Export {
  static let format = Operation.Parameter(
    "format", .query, .choice(["json", "csv", "jsonl"]),
    Text(
      zh: "json为一页；csv、jsonl为整个列表", en: "json is one page; csv and jsonl are the whole list"))

  /// The media types of whole lists.
  static let types = [
    "csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8",
  ]

  /// The members of the lines of a page's schema; empty for other schemas.
  static func columns(of schema: Schema) -> [String] {
    guard case .reference(let name) = schema, name.hasSuffix("Page"),
      let page = ComponentSchemas.all.first(where: { $0.name == name })?.schema,
      case .object(let members) = page,
      case .array(.object(let line), _)? = members.first(where: { $0.name == "items" })?.schema
    else { return [] }
    return line.map(\.name)
  }

  /// Where the next part begins.
  private enum Place {
    case start
    case after(String)
    case end
  }

  /// The place of an answer on its way.
  private final class Position: Sendable {
    let place = Mutex(Place.start)
  }

  /// - Parameter page: answers one page.
  static func answer(
    _ columns: [String], _ request: APIRequest, as name: String, _ type: String,
    page: @escaping @Sendable (APIRequest) async throws -> APIAnswer
  ) async throws -> APIAnswer {
    // The first page is read before anything is answered, so that a refusal has its status.
    var asked = request
    asked.query["format"] = nil
    asked.query["limit"] = String(Paging.most)
    let first = try await page(asked)
    let wanted = request.query["fields"]?.split(separator: ",").map(String.init)
    let shown = columns.filter { wanted?.contains($0) ?? true }
    let base = asked
    let place = Position()
    return APIAnswer(
      headers: ["content-disposition": "attachment; filename=\"list.\(name)\""],
      .parts(type: type) {
        let answered: APIAnswer
        var isFirst = false
        switch place.place.withLock({ $0 }) {
        case .end: return nil
        case .start: (answered, isFirst) = (first, true)
        case .after(let cursor):
          var next = base
          next.query["after"] = cursor
          answered = try await page(next)
        }
        guard case .json(let json) = answered.body else { return nil }
        let cursor = json["next"]?.string
        place.place.withLock { $0 = cursor.map(Place.after) ?? .end }
        let items = json["items"]?.array ?? []
        return name == "csv"
          ? csv(items, shown, withHead: isFirst)
          : items.map { $0.canonicalText + "\n" }.joined()
      })
  }

  // MARK: CSV

  /// RFC 4180, with a byte order mark so that spreadsheets read the Chinese.
  private static func csv(_ items: [JSON], _ columns: [String], withHead: Bool) -> String {
    var text = withHead ? "\u{FEFF}" + columns.map(cell).joined(separator: ",") + "\r\n" : ""
    for item in items {
      text += columns.map { cell(words(item[$0] ?? .null)) }.joined(separator: ",") + "\r\n"
    }
    return text
  }

  private static func words(_ value: JSON) -> String {
    switch value {
    case .null: return ""
    case .string(let text):
      // A text that a spreadsheet would run as a formula gets an apostrophe before it.
      let first = text.unicodeScalars.first
      return first.map { "=+-@\t\r".unicodeScalars.contains($0) } == true ? "'" + text : text
    default: return value.canonicalText
    }
  }

  private static func cell(_ text: String) -> String {
    text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) })
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
