import Kernel

/// Pages by key: each list says where the next page begins, and stays in order whatever comes in.
enum Paging {
  /// Lines of a page when nobody asks for another number.
  static let usual = 50
  /// Most lines of a page.
  static let most: Int64 = 200

  static let limit = Operation.Parameter(
    "limit", .query, .integer(1...most),
    Text(zh: "每页条数，默认50", en: "Lines of a page, 50 if not given"))
  static let after = Operation.Parameter(
    "after", .query, .text(max: 200),
    Text(zh: "上一页给出的位置", en: "The `next` of the page before"))
  static let fields = Operation.Parameter(
    "fields", .query, .text(max: 1_000),
    Text(zh: "只要这些字段，用逗号分隔", en: "Only these members, with commas between"))

  static func limit(_ request: APIRequest) -> Int {
    request.query["limit"].flatMap { Int($0) } ?? usual
  }

  /// The schema of a page.
  static func page(of element: Schema) -> Schema {
    .object([
      Schema.Property("items", .array(element, max: Int(most)), Text(zh: "本页", en: "The page")),
      Schema.Property(
        "next", .nullable(.text(max: 200)),
        Text(zh: "下一页的位置；没有则为空", en: "Where the next page begins; null at the end")),
    ])
  }

  /// A page as it is answered; with sparse members where the request asks for them.
  /// - Parameter cursor: the position of the last line of a full page.
  static func answer(
    _ items: [JSON], _ request: APIRequest, next cursor: String?
  ) throws(Problem) -> APIAnswer {
    var sparse: [JSON] = []
    for item in items { sparse.append(try pick(request, from: item)) }
    let isFull = items.count >= limit(request)
    return .json(["items": .array(sparse), "next": JSON(isFull ? cursor : nil)])
  }

  /// The members that `fields` names; all where it names none.
  static func pick(_ request: APIRequest, from item: JSON) throws(Problem) -> JSON {
    guard let names = request.query["fields"], let members = item.object else { return item }
    var kept: [String: JSON] = [:]
    for name in names.split(separator: ",").map(String.init) {
      guard let member = members[name] else {
        throw Problem(
          .fieldUnknown, field: "fields",
          ["name": String(name.prefix(80)), "known": members.keys.sorted().joined(separator: ", ")])
      }
      kept[name] = member
    }
    return .object(kept)
  }
}
