import ArgumentParser
import City
import Figures
import Foundation
import Kernel
import Pack
import Pages
import Store

/// Prints the bulletin of a day or a week, or makes a PDF file of it.
struct BulletinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bulletin", abstract: "Print a day's or a week's bulletin, or make a PDF of it.",
    discussion: """
      A PDF is made by Chromium; on Debian: apt install chromium fonts-noto-cjk. Examples:
        baodao bulletin --date 2026-05-28
        baodao bulletin --week 2026-W22 --pdf week.pdf
      """)

  @OptionGroup var city: CityOptions

  @Option(help: "The day, such as 2026-05-28; today when left out.")
  var date: String?

  @Option(help: "The week, such as 2026-W22, instead of a day.")
  var week: String?

  @Option(help: "The file to write as PDF.")
  var pdf: String?

  @Option(help: "The Chromium to be used; looked for in the usual places when left out.")
  var browser = ""

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let now = try city.now()
      let period = try period(now.local(opened.pack.offset).date)
      guard let pdf else { return try await BulletinText.print(opened, period, city.language) }
      let bulletin = try await opened.store.read { try Bulletin.make(opened, period, $0) }
      let page = BulletinPage(
        bulletin: bulletin, now: now, areas: [], city: opened, medium: .paper,
        language: city.language)
      let bytes = try await ChromiumPrinter(browser).pdf(of: page.paper)
      try Data(bytes).write(to: URL(fileURLWithPath: pdf))
      Output.note("\(pdf): \(bytes.count)")
    }
  }

  private func period(_ today: CivilDate) throws -> BulletinPeriod {
    if let week {
      guard date == nil, let found = CivilWeek(week) else {
        throw ValidationError("--week: “\(week)”: write 2026-W22, and no --date")
      }
      return .week(found)
    }
    guard let date else { return .day(today) }
    guard let found = CivilDate(date) else {
      throw ValidationError("--date: “\(date)” is no day; write 2026-05-28")
    }
    return .day(found)
  }
}

/// Prints a bulletin on a terminal.
enum BulletinText {
  static func print(_ city: City, _ period: BulletinPeriod, _ language: Language) async throws {
    let bulletin = try await city.store.read { try Bulletin.make(city, period, $0) }
    Output.print("")
    let title =
      period.isWeek ? Text(zh: "周报", en: "Weekly bulletin") : Text(zh: "日报", en: "Bulletin")
    Output.print(title[language] + " \(period.text)")
    let head = Text(zh: "数字", en: "figure")[language]
    Output.rows(
      [head, Text(zh: "值", en: "value")[language], Text(zh: "单位", en: "unit")[language]],
      bulletin.items.map { item in
        let record = item.figure.record
        return [
          .string(record.name[language]), item.line.value.map(JSON.double) ?? .null,
          .string(record.unit),
        ]
      }, .table)
    for division in bulletin.divisions { print(division, city, language) }
  }

  private static func print(_ division: Bulletin.Division, _ city: City, _ language: Language) {
    Output.print("")
    Output.rows(
      [
        Text(zh: "类别", en: "category")[language],
        division.item.figure.record.name[language],
      ],
      division.byCategory.sorted { $0.count > $1.count }.map { line in
        let name = city.pack.categories.first { $0.id == line.keys[0] }?.name[language]
        return [.string(name ?? "—"), .integer(line.count)]
      }, .table)
  }
}
