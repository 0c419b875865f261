import TestKit
import City
import Journal
import Kernel
import Matters
import Pack
import Store

/// Random legal and illegal steps by random people at times that only go forward.
struct Life {
  private(set) var hall: Hall
  private var random: Seeded
  private(set) var now: Instant
  private(set) var ids: [Int64] = []
  private(set) var done = 0
  private(set) var refused: [String: Int] = [:]
  /// What failed otherwise than by a problem.
  private(set) var faults: [String] = []
  private let timersPercent: Int

  private static let callers = ["王建国", "李秀英", "张伟"]
  private static let units = [
    "a3-housing", "a-housing", "a3-office", "a3-health", "b1-office", "?",
  ]

  init(_ hall: Hall, seed: UInt64) throws {
    self.hall = hall
    random = Seeded(seed)
    now = try moment("2021-09-20 08:00")
    timersPercent = [0, 5, 40][Int(seed % 3)]
  }

  mutating func move(to hall: Hall) { self.hall = hall }

  /// What mostly comes next in a state, by the numbers of `act`.
  private static let fitting = [
    "arbitration": [0], "dispatched": [1, 1, 2, 3], "handling": [2, 3, 4, 10],
    "answered": [6, 7, 7, 8, 9, 10], "closed": [8, 9, 6],
  ]

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[random.number(0...list.count - 1)]
  }

  private mutating func chance(_ percent: Int) -> Bool { random.number(1...100) <= percent }

  mutating func live(steps: Int) async throws {
    for _ in 0..<steps {
      if chance(70) {
        let hours = chance(20) ? 400 : 30
        now = now.advanced(byMilliseconds: Int64(random.number(0...hours * 3_600_000)))
      }
      if chance(timersPercent) { _ = try await hall.city.runTimers(until: now) }
      if ids.isEmpty || chance(18) { await receive() } else { try await act() }
    }
  }

  private mutating func take(_ name: String, _ id: Int64?, _ input: JSON, _ actor: Actor) async {
    let key = chance(10) ? "key-\(random.number(0...9))" : nil
    let version: Int64? = chance(5) ? Int64(random.number(1...6)) : nil
    do {
      let outcome = try await ActionCatalogue.all.perform(
        ActionCatalogue.Call(
          name, on: id, input, by: actor, at: now, key: key,
          expectedVersion: id == nil ? nil : version), hall.city)
      done += 1
      if id == nil && !outcome.isRepeated { ids.append(outcome.subject) }
    } catch let problem as Problem {
      refused[problem.kind.code, default: 0] += 1
    } catch {
      faults.append("\(name) \(input.canonicalText): \(error)")
    }
  }

  private mutating func receive() async {
    let place = pick(["A3区", "A1区", "A市", "B1区", "A1区到A3区", "西地省", ""])
    let matter = pick(["路灯不亮", "饭店油烟", "医院收费", "的一件事", "公交和医院"])
    var input: [String: JSON] = [
      "kind": "hotline", "title": .string(place + matter), "text": .string(pick(["请管", "很急"])),
      "caller": .string(pick(Life.callers)), "channel": .string(pick(["phone", "web"])),
    ]
    if chance(20) { input["category"] = .string(pick(["health", "交通运输", "占星", "general"])) }
    if chance(10) { input["area"] = .string(pick(["a3", "b1", "z9"])) }
    if chance(30) { input["source"] = .string("m/\(random.number(0...12))") }
    if chance(3) { input["colour"] = "red" }
    await take("ReceiveMatter", nil, .object(input), Hall.almighty)
  }

  private mutating func act() async throws {
    let id = pick(ids)
    let matter = try await hall.matter(id)
    let lead = chance(80) ? matter.lead ?? "a3-office" : pick(Array(Life.units.dropLast()))
    let handler = try hall.handler(lead)
    let caller = try hall.city.resident(chance(75) ? matter.caller : pick(Life.callers))
    let post = try hall.city.actor(post: pick(["a-supervisor", "a3-dispatcher"]))
    let dispatcher = chance(60) ? Hall.almighty : post
    let texts = chance(70) ? ["已修", "已核实"] : ["电话13800138000", matter.caller, " "]
    let text = JSON.string(pick(texts))
    switch chance(55) ? pick(Life.fitting[matter.state] ?? [11]) : random.number(0...11) {
    case 0:
      var input: [String: JSON] = ["unit": .string(pick(Life.units)), "reason": text]
      if chance(30) { input["area"] = .string(pick(["a3", "a", "b1", "z9"])) }
      await take("DispatchMatter", id, .object(input), dispatcher)
    case 1: await take("AcceptMatter", id, .object([:]), handler)
    case 2:
      let ground = pick(["outside-area", "outside-mandate", "忙"])
      await take("RefuseMatter", id, ["ground": .string(ground), "reason": text], handler)
    case 3...5:
      var input: [String: JSON] = ["reply": text]
      if chance(40) {
        input["promise"] = "更换"
        input["promiseDue"] = JSON(
          now.advanced(byMilliseconds: Int64(random.number(-1...20)) * 86_400_000))
      }
      await take("AnswerMatter", id, .object(input), handler)
    case 6:
      let number = JSON.integer(Int64(random.number(1...2)))
      await take("KeepPromise", id, ["number": number], handler)
    case 7:
      let outcome = pick(["solved", "not-solved", "forgotten"])
      await take("CloseMatter", id, ["outcome": .string(outcome)], dispatcher)
    case 8: await take("ReopenMatter", id, ["reason": text], chance(80) ? caller : dispatcher)
    case 9:
      await take("RateMatter", id, ["grade": .integer(Int64(random.number(0...7)))], caller)
    case 10:
      let editor = try hall.city.actor(post: "a-editor")
      await take(
        "PublishMatter", id, ["text": text, "column": .string(pick(["call", "echo"]))],
        chance(80) ? Hall.almighty : editor)
    default:
      let name = pick(["NoteMatter", "WithdrawMatter"])
      await take(name, id, name == "NoteMatter" ? ["text": text] : .object([:]), dispatcher)
    }
  }
}
