import Kernel
import Matters
import Pack

/// Checks the answers to a service's questions, and writes them down for people.
struct AttributeAnswers {
  let lines: [ReportText.Line]
  let faults: [GeoRefusal.Fault]

  /// Most characters of an answer in one line, and in several.
  static let stringMax = 500
  static let textMax = 4_000

  init(_ given: [(code: String, value: String)], _ category: CategoryRecord, offset: UTCOffset) {
    var lines: [ReportText.Line] = []
    var faults: [GeoRefusal.Fault] = []
    let asked = category.attributes.filter(\.isAsked)
    let known = Set(asked.map(\.id))
    var unknown: Set<String> = []
    for (code, _) in given where !known.contains(code) && unknown.insert(code).inserted {
      faults.append(
        .invalid(
          "attribute[\(code.prefix(64))]",
          Text(
            zh: "服务“\(category.id)”的问题之一：\(known.sorted().joined(separator: ", "))",
            en: "a question of the service “\(category.id)”: "
              + known.sorted().joined(separator: ", ")),
          String(code)))
    }
    for attribute in asked {
      let values = given.filter { $0.code == attribute.id }.map(\.value)
      if values.isEmpty {
        if attribute.isRequired { faults.append(.missing("attribute[\(attribute.id)]")) }
        continue
      }
      switch AttributeAnswers.read(values, attribute, offset) {
      case .success(let words):
        lines.append(ReportText.Line(answer: words, to: attribute.name.chinese))
      case .failure(let refusal): faults += refusal.faults
      }
    }
    self.lines = lines
    self.faults = faults
  }

  /// The answer in words.
  private static func read(
    _ values: [String], _ attribute: AttributeRecord, _ offset: UTCOffset
  ) -> Result<String, GeoRefusal> {
    let name = "attribute[\(attribute.id)]"
    func invalid(_ zh: String, _ en: String, _ found: String) -> Result<String, GeoRefusal> {
      .failure(GeoRefusal([.invalid(name, Text(zh: zh, en: en), found)]))
    }
    if values.count > 1, attribute.type != .multivaluelist {
      return invalid("一个答案", "one answer", values.joined(separator: ", "))
    }
    let value = FormFields.trimmed(values[0])
    switch attribute.type {
    case .string:
      if value.contains(where: \.isNewline) { return invalid("一行文字", "one line", value) }
      return value.count <= stringMax
        ? .success(value) : .failure(GeoRefusal([.tooLong(name, stringMax)]))
    case .text:
      return value.count <= textMax
        ? .success(value) : .failure(GeoRefusal([.tooLong(name, textMax)]))
    case .number:
      return isNumber(value) ? .success(value) : invalid("数字", "a number", value)
    case .datetime:
      // A time of day without a zone is meant where the thing is.
      guard let moment = Instant(value, offset: offset) else {
        return invalid(
          "ISO 8601日期或时间，如2026-05-28", "an ISO 8601 date or time such as 2026-05-28", value)
      }
      let isDay = CivilDate(value) != nil
      return .success(isDay ? moment.local(offset).date.text : moment.text(offset))
    case .singlevaluelist, .multivaluelist:
      return chosen(values.map(FormFields.trimmed), attribute)
    }
  }

  /// `-12.5`: what people write, without the words and powers that a computer would take, too.
  private static func isNumber(_ text: String) -> Bool {
    let digits = text.trimmingPrefix(while: { "+-".contains($0) })
    let sign = text.count - digits.count
    return sign <= 1 && (1...40).contains(digits.count) && Double(digits)?.isFinite == true
      && digits.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
  }

  private static func chosen(
    _ keys: [String], _ attribute: AttributeRecord
  ) -> Result<String, GeoRefusal> {
    var names: [String] = []
    for key in keys {
      guard let value = attribute.values.first(where: { $0.id == key }) else {
        let list = attribute.values.map(\.id).joined(separator: ", ")
        return .failure(
          GeoRefusal([
            .invalid(
              "attribute[\(attribute.id)]", Text(zh: "其中之一：\(list)", en: "one of: \(list)"), key)
          ]))
      }
      if !names.contains(value.name.chinese) { names.append(value.name.chinese) }
    }
    return .success(names.joined(separator: "、"))
  }
}
