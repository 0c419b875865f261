import City
import Cryptography
import Hummingbird
import Kernel
import Pack
import Pages
import WorkCalendar

/// The page of the working calendar.
struct CalendarRoutes: Sendable {
  let server: CityServer

  private var desk: AdministrationDesk { AdministrationDesk(server: server) }

  /// Days of an explanation; a longer limit is told without the rest.
  private static let stepsMax = 62

  func add(to router: Router<CityRequestContext>) {
    router.get("administration/calendar") { request, context in
      try await calendar(request, context)
    }
  }

  private func calendar(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let visit = try desk.visit(.calendar, request, context)
    let pack = server.city.pack
    let today = visit.now.local(pack.offset).date
    let year = try desk.number("year", request, 1...9_999).map { Int($0) } ?? today.year
    let lists = pack.sources.bytes.filter {
      $0.key.hasPrefix("Packs/calendars/") && $0.key.hasSuffix(".csv")
    }
    let trial = try trial(request, visit.now)
    let content = CalendarPage(
      year: year, calendar: pack.calendar,
      sources: lists.sorted { $0.key < $1.key }.map {
        ($0.key, Digest.hex(Digest.sha256($0.value)))
      }, trial: trial, reader: visit.reader
    ).content
    return desk.page(
      request, context, CalendarPage.title, below: [.overview], problem: trial.problem, content)
  }

  /// What a limit comes to, as matters reckon it.
  private func trial(_ request: Request, _ now: Instant) throws -> CalendarPage.Trial {
    var trial = CalendarPage.Trial()
    guard let words = try desk.text("limit", request, max: 60) else { return trial }
    trial.limit = words
    trial.from = try desk.text("from", request, max: 40) ?? ""
    trial.countsFromNextDay = try desk.text("next", request) == "true"
    do {
      try reckon(&trial, now)
    } catch let error as TimeLimitError {
      trial.problem = Problem(.limitUnreadable, field: "limit", ["why": error.description])
    } catch let problem as Problem {
      trial.problem = Problem(
        problem.kind, field: problem.field.isEmpty ? "limit" : problem.field, problem.arguments)
    }
    return trial
  }

  /// When a limit ends, by the calendar or, where a year is missing, by the provisional one.
  private func end(
    of limit: TimeLimit, from start: Instant, _ counting: DayCounting
  ) throws -> (WorkCalendar, Instant) {
    let calendar = server.city.pack.calendar
    do {
      return (calendar, try calendar.adding(limit, to: start, counting: counting))
    } catch let error where error.kind == .yearMissing {
      let provisional = calendar.provisional
      return (provisional, try provisional.adding(limit, to: start, counting: counting))
    }
  }

  private func reckon(_ trial: inout CalendarPage.Trial, _ now: Instant) throws {
    let pack = server.city.pack
    let limit = try TimeLimit(words: trial.limit)
    guard let start = trial.from.isEmpty ? now : Instant(trial.from, offset: pack.offset) else {
      throw Problem(
        .fieldInvalid, field: "from",
        ["name": "from", "expected": "2026-05-28T09:00", "found": trial.from])
    }
    let counting: DayCounting = trial.countsFromNextDay ? .fromNextDay : .elapsed
    let (calendar, end) = try self.end(of: limit, from: start, counting)
    trial.isProvisional = calendar.holidays != pack.calendar.holidays
    trial.words = limit.words
    (trial.start, trial.end) = (start, end)
    guard limit.unit.isWorkingTime else { return }
    let isFromNext = trial.countsFromNextDay && limit.unit == .workingDay
    let first =
      isFromNext
      ? Instant(startOf: start.local(pack.offset).date.advanced(byDays: 1), pack.offset) : start
    trial.steps = try calendar.steps(from: first, to: end, daysMax: Self.stepsMax)
  }
}

extension Problem.Kind {
  static let limitUnreadable = Problem.Kind(
    "calendar.limit-unreadable", status: 422, zh: "看不懂这个时限；请写作“3个工作日”“8工作时”“24小时”。",
    en: "This limit cannot be read: {why} Write it as “3 working days” or “24 hours”.")
}
