import Expression
import Foundation
import Kernel
import Testing
import WorkCalendar

@testable import Pack

/// The functions that packs add to expressions, by what they give and what they refuse.
@Suite struct VocabularyTests {
  private static let town = Result { try Fixture.town() }

  private static let calendar = Result {
    let file = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Packs/calendars/china.csv")
    return try WorkCalendar(
      hours: try WorkingHours("08:30-12:00,13:30-17:30"),
      holidays: try HolidayList(csv: String(decoding: try Data(contentsOf: file), as: UTF8.self)))
  }

  private static let now = Result {
    try #require(Instant("2026-09-30 16:30", offset: .china))
  }

  /// A routing condition in Jia Community on the day before National Day.
  private static func value(_ source: String, place: String? = "s-east-1-a") throws -> String {
    let pack = try town.get()
    let codes = PackCodes(
      areas: pack.areas.map(\.id), units: pack.units.map(\.id),
      functions: pack.functions.map(\.id))
    let environment = PackVariables(codes).matter
    let gazetteer = PackGazetteer(pack)
    let (calendar, now) = (try calendar.get(), try now.get())
    let own = UnitValue("s-east-1-desk", on: now.local(.china).date, in: gazetteer)
    let bindings = Bindings(
      [
        "place": .custom(PlaceValue(place, in: gazetteer)), "own": .custom(own),
        "calendar": .custom(CalendarValue(calendar, provisional: calendar.provisional)),
        "now": Value.moment(now) ?? .null, "category": .string("A05"),
      ], in: environment)
    return try environment.compile(source).evaluate(bindings).description
  }

  private static func at(_ text: String) -> String { "timestamp('\(text):00+08:00')" }

  @Test(arguments: [
    ("calendar.after(now, limit('1个工作日')) == \(at("2026-10-08T16:30"))", "true"),
    ("calendar.after(now, limit('3天')) == \(at("2026-10-03T16:30"))", "true"),
    ("calendar.after(now, limit('半天')) == \(at("2026-10-01T04:30"))", "true"),
    ("calendar.after(now, limit('2紧急工作时')) == \(at("2026-09-30T18:30"))", "true"),
    ("calendar.deadline(now, limit('3个工作日')) == \(at("2026-10-10T17:30"))", "true"),
    (
      "calendar.before(\(at("2026-10-08T09:30")), limit('2工作时')) == \(at("2026-09-30T16:30"))",
      "true"
    ),
    ("calendar.isWorkingDay(now)", "true"),
    ("calendar.isWorkingDay(\(at("2026-09-20T10:00")))", "true"),
    ("calendar.isWorkingDay(\(at("2026-10-01T10:00")))", "false"),
    ("calendar.isWorkingDay(\(at("2026-10-08T10:00")))", "true"),
    ("calendar.isWorkingDay(\(at("2026-10-10T10:00")))", "true"),
    ("calendar.isWorkingDay(\(at("2026-10-11T10:00")))", "false"),
    ("calendar.isWorkingTime(now)", "true"),
    ("calendar.isWorkingTime(now + duration('1h'))", "false"),
    ("calendar.isWorkingTime(\(at("2026-10-10T12:30")))", "false"),
    ("calendar.workingDays(\(at("2026-09-30T08:30")), \(at("2026-10-10T17:30")))", "4.0"),
    ("calendar.workingDays(now, \(at("2026-10-07T12:00"))) < 0.2", "true"),
    (
      "calendar.workingTime(\(at("2026-09-30T08:30")), \(at("2026-10-10T17:30")))"
        + " == duration('30h')", "true"
    ),
    ("calendar.workingTime(now, now - duration('2h')) == duration('-2h')", "true"),
    ("calendar.date(timestamp('2026-11-22T16:30:00Z'))", "\"2026-11-23\""),
    ("calendar.time(timestamp('2026-11-22T16:30:00Z'))", "\"00:30\""),
    ("calendar.time(now) >= '16:00'", "true"),
    ("[calendar.year(now), calendar.month(now), calendar.day(now)]", "[2026, 9, 30]"),
    ("[calendar.hour(now), calendar.weekday(now)]", "[16, 3]"),
    ("limit('3个工作日') == limit('三个工作日内')", "true"),
    // No list of 2027 yet: plain weeks, as clocks reckon.
    ("calendar.isWorkingDay(\(at("2027-10-01T10:00")))", "true"),
    ("calendar.isWorkingDay(\(at("2027-10-02T10:00")))", "false"),
    ("calendar.deadline(\(at("2026-12-31T10:00")), limit('1个工作日')) > now", "true"),
  ])
  func `time is the city's`(source: String, expected: String) throws {
    #expect(try Self.value(source) == expected)
  }

  @Test(arguments: [
    ("quantity('1 亩') > quantity('666.666666666 m²')", "true"),
    ("quantity('1 亩') < quantity('666.666666667 m²')", "true"),
    ("quantity('3 亩') == quantity('2000 m²')", "true"),
    ("quantity('3 亩') <= quantity('2000 m²')", "true"),
    ("quantity('3 亩') >= quantity('2000.000000001 m²')", "false"),
    ("quantity('3 亩') == quantity('2000 m')", "false"),
    ("quantity('34.35 万吉焦') > quantity('343499 GJ')", "true"),
    ("quantity('1 公顷') + quantity('1 亩')", "16/15公顷"),
    ("quantity('1 km²') - quantity('15 亩')", "0.99km²"),
    ("quantity('2 亩') * 3", "6亩"), ("3 * quantity('2 亩')", "6亩"),
    ("money('0.3 元') == money('0.1 元') * 3", "true"),
    ("money('10 元') * 0.1", "1元"), ("0.1 * money('10 元')", "1元"),
    ("money('10 元') * 1e-3", "0.01元"), ("money('10 元') * 1.5e3 == money('1.5 万元')", "true"),
    ("money('100 元') / 3", "100/3元"), ("money('100 元') / 3 * 3", "100元"),
    ("(money('100 元') / 3).rounded('元', 2)", "33.33元"),
    ("(money('200 元') / 3).rounded('元', 2)", "66.67元"),
    ("money('-0.005 元').rounded('元', 2)", "-0.01元"),
    ("money('0.005 元').rounded('分', 0)", "1分"),
    ("money('1 元') / 0.5", "2元"), ("money('1 元') * 0.0", "0元"),
    ("money('1 亿元') / money('2 万元')", "5000.0"),
    ("money('12.5万元').to('元')", "125000元"), ("money('12.5万元').number('元')", "125000.0"),
    ("quantity('1 亩').number('m²') > 666.6", "true"),
    ("[money('2 元'), money('1 万元'), money('50 分')].sortBy(x, x)", "[50分, 2元, 1万元]"),
    ("money('1 元') in [money('100 分')]", "true"),
    ("type(money('1 元')) == type(quantity('1 m'))", "true"),
  ])
  func `amounts are exact`(source: String, expected: String) throws {
    #expect(try Self.value(source) == expected)
  }

  @Test(arguments: [
    ("place.within('s-east')", "true"), ("place.within('s-east-1-a')", "true"),
    ("place.within('s-west')", "false"), ("place.within(category)", "false"),
    ("place.level()", "\"community\""), ("place.code()", "\"s-east-1-a\""),
    ("place.name()", "\"甲社区\""), ("place.known()", "true"),
    ("own.mandate('housing')", "false"), ("own.code()", "\"s-east-1-desk\""),
    ("own.within('s-east-1-office')", "true"), ("own.within('centre')", "false"),
    ("own.known()", "true"), ("codes('s-east*').contains(place.code())", "true"),
    ("place == place", "true"),
  ])
  func `places and units are looked up`(source: String, expected: String) throws {
    #expect(try Self.value(source) == expected)
  }

  @Test(arguments: [
    "place.within('s')", "place.known()", "place.level() != ''", "place.code() != ''",
    "place.name() != ''", "own.mandate('housing', place)",
  ])
  func `of an unknown place nothing holds`(source: String) throws {
    #expect(try Self.value(source, place: nil) == "false")
  }

  @Test(arguments: [
    ("A01", true), ("A05", true), ("A09", true), ("A10", false), ("A5", false), ("A005", false),
    ("B", true), ("B99", true), ("b1", false), ("noise", true), ("nois", false), ("", false),
  ])
  func `a set of codes has single ones, beginnings and ranges`(code: String, expected: Bool) throws
  {
    let source = "codes('A01..A09, B*,noise').contains('\(code)')"
    #expect(try Self.value(source) == String(expected))
    #expect(try Self.value("codes('A01..A09').contains(category)") == "true")
  }

  @Test(arguments: [
    ("calendar.isWorkingDay(\(at("2029-03-01T10:00")))", "holiday list for 2029"),
    ("calendar.after(timestamp('9999-12-31T00:00:00Z'), limit('2年'))", "1 to 9999"),
    ("money(category) > money('1 元')", "“A05”"),
    ("quantity('1 亩') * size(category) < quantity(category)", "“A05”"),
    ("[1.0 / 0.0].all(x, money('1 元') * x > money('0 元'))", "can't be reckoned"),
    ("money('90000000000000000 亿元') * 90000000000 * size(category) > money('1 元')", "beyond"),
  ])
  func `what has no answer says why`(source: String, words: String) throws {
    let error = #expect(throws: ExpressionError.self) { try Self.value(source) }
    #expect(error?.kind == .evaluation)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    ("true || now < calendar.after(now, limit('soon'))", 35, "a number first", nil),
    ("calendar.after(now, limit('3个半天')) > now", 21, "3.5天", nil),
    ("calendar.after(now, limit('夏季4小时，冬季8小时')) > now", 21, "without a season", nil),
    ("quantity('3 瓶') > quantity('1 亩')", 1, "“瓶”", nil),
    ("money('3 亩') > money('1 元')", 1, "is no money", nil),
    ("money('1 元') > quantity('1 亩')", 14, "measure different things", nil),
    ("money('1 元') + quantity('1 亩') > money('1 元')", 14, "measure different things", nil),
    ("money('1 元') / 0 > money('1 元')", 14, "divided by 0", nil),
    ("money('1 元').to('万元 ') > money('1 元')", 17, "“万元 ”", "万元"),
    ("money('1 元').rounded('元', 12) > money('1 元')", 27, "0 to 9", nil),
    ("place.within('s-esat')", 14, "there is no area “s-esat”", "s-east"),
    ("title == '' || place.within('s-' + 'north')", 34, "“s-north”", nil),
    ("own.within('center')", 12, "there is no unit “center”", "centre"),
    ("own.mandate('housng')", 13, "there is no function “housng”", "housing"),
    ("own.mandate('housng', place)", 13, "there is no function “housng”", "housing"),
    ("codes('A01..A9').contains(category)", 1, "equal length", nil),
    ("codes('A09..A01').contains(category)", 1, "lower first", nil),
    ("codes('A1,,B').contains(category)", 1, "no code", nil),
    ("codes('*').contains(category)", 1, "no code", nil),
    ("codes('A 1').contains(category)", 1, "no code", nil),
  ])
  func `constants that say nothing are refused when a pack is loaded`(
    source: String, column: Int, words: String, hint: String?
  ) throws {
    let when = source.replacing("'", with: "''")
    let files = Fixture.edited(
      "Mechanisms/hotline/mechanism.yaml", "when: place.known()", "when: '\(when)'")
    let fault = try #require(try Fixture.faults(files).first)
    #expect(fault.place.line == 32)
    // Quotation marks are doubled in the file.
    let before = source.prefix(column - 1)
    #expect(fault.place.column == 42 + before.count + before.count { $0 == "'" })
    #expect(fault.text.english.contains(words), "\(fault.text.english)")
    #expect(fault.hint == hint ?? "")
    #expect(fault.text.chinese != fault.text.english)
  }

  @Test func `a set of codes is bounded`() throws {
    let many = (0...CodesValue.itemsMax).map { "c\($0)" }.joined(separator: ",")
    #expect(throws: FunctionError.self) { try CodesValue(many) }
    #expect(throws: FunctionError.self) { try CodesValue(String(repeating: "a", count: 200)) }
  }

  @Test func `the unit that brings it in is nothing for a limit`() throws {
    let files = Fixture.edited(
      "Mechanisms/hotline/mechanism.yaml", "when: category == \"house.roof\"",
      "when: own.known()")
    #expect(try Fixture.faults(files).map(\.text.english) == ["expression: unknown name `own`"])
  }

  @Test func `an expression that could take too long is refused`() throws {
    let loop = "text.matches('[路灯]+(坏|不亮){80}')"
    let files = Fixture.edited(
      "Mechanisms/hotline/mechanism.yaml", "when: place.known()", "when: \"\(loop)\"")
    let fault = try #require(try Fixture.faults(files).first)
    #expect(fault.text.english.contains("steps, more than 1000000"))
  }

  @Test func `every variable and function says what it is`() {
    for (_, about, variables) in Vocabulary.environments {
      #expect(about.hasSuffix("."))
      for entry in variables { #expect(entry.about.hasSuffix("."), "\(entry.name)") }
    }
    for library in Vocabulary.libraries {
      for function in library.functions {
        #expect(function.about.last?.isPunctuation == false, "\(function.name)")
      }
    }
  }

  @Test func `limits read the first variables of routing`() {
    let limits = PackVariables.limit.variables
    #expect(Array(PackVariables.matter.variables.prefix(limits.count)) == limits)
  }
}
