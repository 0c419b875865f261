import Journal
import Kernel
import Pack
import TestKit

@testable import Matters

/// Inputs of actions, mostly such as could be right.
struct LawInput {
  let kinds: [String]
  /// Matters by their numbers.
  let others: [String: Matter]
  let now: Instant
  let matter: Matter?
  let laws: LawBook

  var pack: Pack { laws.pack }

  static let digests = (1...6).map { String(repeating: "\($0)", count: 64) }
  static let clean = ["路灯已修", "已核实，感谢来电", "道路正在恢复"]
  static let residue = ["请打13800138000", "王建国家住云杉路3号2栋501室", "后续将安排人员检查", "我们将尽快完成"]

  private func later(_ random: inout Seeded, days: ClosedRange<Int>) -> JSON {
    JSON(now.advanced(byMilliseconds: Int64(random.number(days)) * 86_400_000 + 1))
  }

  private func part(_ count: Int, _ random: inout Seeded) -> JSON {
    .integer(Int64(max(1, count - (random.chance(75) ? 0 : random.number(-1...2)))))
  }

  /// The number of an open part, or any.
  private func open(_ numbers: [Int64], _ count: Int, _ random: inout Seeded) -> JSON {
    numbers.isEmpty || random.chance(12) ? part(count, &random) : .integer(random.pick(numbers))
  }

  func make(_ name: String, _ random: inout Seeded) -> JSON {
    var members = plausible(name, &random)
    if random.chance(3) { members["colour"] = "red" }
    if random.chance(4), let key = members.keys.sorted().first {
      members[key] = random.pick([
        .null, .string(" "), .integer(99_999), .boolean(true), .array([]),
      ])
    }
    return .object(members)
  }

  private func plausible(_ name: String, _ random: inout Seeded) -> [String: JSON] {
    let text = JSON.string(random.pick(LawInput.clean))
    switch name {
    case "ReceiveMatter": return opening(&random)
    case "BlowWhistle": return whistle(&random)
    case "DispatchMatter", "TransferMatter":
      var input: [String: JSON] = ["unit": leader(&random), "reason": text]
      // Sometimes to the unit that has just given it back, which is not to be.
      let returned = matter?.parts.handOvers.last {
        $0.from == matter?.lead && $0.returned?.isEmpty == false
      }
      if name == "TransferMatter", let returned, random.chance(40) {
        input["unit"] = .string(returned.to)
      }
      if name == "DispatchMatter", random.chance(30) { input["area"] = area(&random) }
      return input
    case "CategoriseMatter":
      var input: [String: JSON] = [
        "category": .string(random.pick(["health", "transport", "urban-construction", "占星"]))
      ]
      if random.chance(30) { input["area"] = area(&random) }
      return input
    case "RefuseMatter": return ["ground": ground(&random), "reason": text]
    case "OfferMatter", "ReturnMatter", "ReopenMatter", "RequestReview", "AppealRating",
      "UnmergeMatter":
      return ["reason": text]
    case "AnswerMatter", "MakePromise": return answer(name, &random)
    case "RectifyMatter": return ["reply": text]
    case "ContactCaller": return ["note": text]
    case "NoteMatter": return ["text": text]
    case "KeepPromise":
      let open = matter?.promises.filter { $0.keptAt == nil }.map(\.number) ?? []
      return ["number": self.open(open, matter?.promises.count ?? 1, &random)]
    case "CloseMatter":
      return ["outcome": .string(random.pick(["solved", "solved", "not-solved", "forgotten"]))]
    case "RateMatter":
      return ["grade": .integer(Int64(random.number(random.chance(50) ? 1...2 : 1...10)))]
    case "MergeMatter": return ["into": other(&random)]
    case "SelectMatter": return random.chance(70) ? [:] : ["wanted": false]
    case "PublishMatter":
      let words = random.chance(65) ? LawInput.clean : LawInput.residue
      return [
        "text": .string(random.pick(words)), "column": .string(random.pick(["call", "echo"])),
      ]
    case "AttachPhotograph":
      return [
        "digest": .string(random.pick(LawInput.digests)),
        "purpose": .string(random.pick(["before", "after"])),
      ]
    default: return later(name, text, &random)
    }
  }

  private func later(_ name: String, _ text: JSON, _ random: inout Seeded) -> [String: JSON] {
    switch name {
    case "CallBack":
      let isReached = random.chance(70)
      var input: [String: JSON] = ["reached": .boolean(isReached)]
      if random.chance(90) { input["solved"] = .boolean(random.chance(60)) }
      if random.chance(90) { input["satisfied"] = .boolean(random.chance(60)) }
      return input
    case "OrderCheck":
      var input: [String: JSON] = ["purpose": .string(random.pick(["filing", "closing"]))]
      if random.chance(30) { input["worker"] = .string(random.pick(["law-post", "nobody"])) }
      return input
    case "ReportCheck":
      let open = matter?.parts.checks.filter(\.isOpen).map(\.number) ?? []
      return [
        "number": self.open(open, matter?.parts.checks.count ?? 1, &random),
        "holds": .boolean(random.chance(60)), "note": text,
      ]
    case "RequestExtension", "AppealOvertime", "RequestSuspension", "DecideRequest":
      return request(name, text, &random)
    case "SuperviseMatter":
      return ["level": .string(random.pick(RandomPack.levels + ["l9"])), "ground": text]
    case "EndSupervision":
      return ["number": part(matter?.parts.supervisions.count ?? 1, &random)]
    case "EscalateMatter":
      return [
        "tier": .string(random.pick(["city", "province", "district", "moon"])), "reason": text,
      ]
    case "DecideEscalation":
      let open = matter?.parts.escalations.filter(\.isOpen).map(\.number) ?? []
      var input: [String: JSON] = [
        "number": self.open(open, matter?.parts.escalations.count ?? 1, &random),
        "decision": text, "owner": unit(&random),
      ]
      if random.chance(90) { input["due"] = later(&random, days: -1...20) }
      return input
    case "ConfirmWhistle": return ["solved": .boolean(random.chance(45))]
    default: return task(name, text, &random)
    }
  }

  private func task(_ name: String, _ text: JSON, _ random: inout Seeded) -> [String: JSON] {
    let tasks = matter?.parts.tasks ?? []
    let wanted = tasks.filter { ["RateTask", "AnswerTaskRating"].contains(name) != $0.isOpen }
    let number = open(wanted.map(\.number), tasks.count, &random)
    switch name {
    case "SummonUnits":
      let function = function(&random)
      let units = units(&random, function.string ?? "", in: matter?.area)
      return ["units": units, "demand": text, "function": function]
    case "SignInToTask": return ["task": number]
    case "ArriveAtTask": return ["task": number, "place": "云杉路"]
    case "ReportTask": return ["task": number, "report": text]
    case "RefuseTask": return ["task": number, "ground": ground(&random), "reason": text]
    case "DecideTaskRefusal":
      return ["task": number, "lawful": .boolean(random.chance(50)), "reason": text]
    case "ReleaseTask": return ["task": number, "reason": text]
    case "RateTask": return ["task": number, "grade": .integer(Int64(random.number(1...5)))]
    case "AnswerTaskRating": return ["task": number, "answer": text]
    default: return [:]
    }
  }

  private func request(_ name: String, _ text: JSON, _ random: inout Seeded) -> [String: JSON] {
    let clocks = matter?.clocks.filter { $0.stoppedAt == nil }.map(\.name) ?? []
    let clock = JSON.string(clocks.isEmpty || random.chance(10) ? "c9" : random.pick(clocks))
    switch name {
    case "RequestExtension":
      let words = ["1天", "6小时", "2天", "3个工作日", "9天", "很久", "1\n天"]
      return ["clock": clock, "limit": .string(random.pick(words)), "reason": text]
    case "RequestSuspension":
      var input: [String: JSON] = ["ground": ground(&random), "reason": text]
      if random.chance(95) { input["until"] = later(&random, days: -1...9) }
      return input
    case "DecideRequest":
      let open = matter?.parts.requests.filter(\.isOpen).map(\.number) ?? []
      return [
        "number": self.open(open, matter?.parts.requests.count ?? 1, &random),
        "approved": .boolean(random.chance(80)), "decision": text,
      ]
    default: return ["clock": clock, "reason": text]
    }
  }

  private func answer(_ name: String, _ random: inout Seeded) -> [String: JSON] {
    var input: [String: JSON] = [:]
    if name == "AnswerMatter" { input["reply"] = .string(random.pick(LawInput.clean)) }
    if name == "MakePromise" || random.chance(20) {
      if random.chance(95) { input["promise"] = "更换灯具" }
      if random.chance(93) { input["promiseDue"] = later(&random, days: -1...20) }
    }
    return input
  }

  private func opening(_ random: inout Seeded) -> [String: JSON] {
    let place = random.pick(["A3区", "A3区", "A市", "A1区到A3区", ""])
    var input: [String: JSON] = [
      "kind": .string(random.chance(2) ? "song" : random.pick(kinds + [kinds[0], kinds[0]])),
      "title": .string(place + random.pick(["路灯不亮", "医院收费", "公交太少", "的一件事"])),
      "text": "请管", "caller": .string(random.pick(LawActors.callers)),
      "channel": .string(random.pick(["phone", "web", "whistle"])),
    ]
    let record = input["kind"]?.string.flatMap { pack.kinds[$0] }?.record
    if let sorts = record?.sorts, !sorts.isEmpty, random.chance(95) {
      input["sort"] = .string(random.pick(RandomPack.sorts))
    }
    if random.chance(45) { input["area"] = area(&random) }
    if random.chance(50) {
      input["category"] = .string(random.pick(["health", "transport", "urban-construction", "占星"]))
    }
    if random.chance(25) {
      input["against"] = .string(
        random.pick(["a3-housing", "law-team", "a3-health", "a-office", "?"]))
    }
    return input
  }

  private func whistle(_ random: inout Seeded) -> [String: JSON] {
    let opening = opening(&random)
    let function = function(&random)
    let area = random.chance(80) ? "a3" : area(&random)
    var input: [String: JSON] = [
      "kind": opening["kind"] ?? "law1", "title": "A3区路灯不亮", "demand": "请到场",
      "area": area, "units": units(&random, function.string ?? "", in: area.string),
    ]
    if let sort = opening["sort"] { input["sort"] = sort }
    if random.chance(90) { input["function"] = function }
    if random.chance(50) { input["category"] = "health" }
    return input
  }

  private func area(_ random: inout Seeded) -> JSON {
    .string(random.pick(["a3", "a3", "a3", "a", "a1", "b1", "z9"]))
  }

  private func ground(_ random: inout Seeded) -> JSON {
    .string(random.pick(["g1", "g1", "g2", "忙"]))
  }

  private func function(_ random: inout Seeded) -> JSON {
    .string(random.chance(4) ? "magic" : random.pick(RandomPack.functions))
  }

  private func unit(_ random: inout Seeded) -> JSON {
    .string(random.chance(5) ? "?" : random.pick(LawActors.units))
  }

  /// Units to call, mostly such as have the mandate.
  private func units(_ random: inout Seeded, _ function: String, in area: String?) -> JSON {
    let able = LawActors.units.filter {
      $0 != matter?.lead && laws.mayDo($0, function, in: area ?? laws.root, at: now)
    }
    var units: [JSON] = []
    for _ in 0..<random.number(random.chance(4) ? 0...6 : 1...2) {
      let isAble = !able.isEmpty && random.chance(85)
      let unit = isAble ? JSON.string(random.pick(able)) : self.unit(&random)
      if random.chance(6) || !units.contains(unit) { units.append(unit) }
    }
    return .array(units)
  }

  /// A unit that may lead, mostly.
  private func leader(_ random: inout Seeded) -> JSON {
    guard let matter, random.chance(80) else { return unit(&random) }
    let able = LawActors.units.filter { laws.mayLead($0, matter, at: now) }
    return able.isEmpty ? unit(&random) : .string(random.pick(able))
  }

  /// Another matter, mostly one that this one could follow.
  private func other(_ random: inout Seeded) -> JSON {
    let alike = others.filter { _, other in
      other.kind == matter?.kind && other.against == matter?.against
        && [.open, .arbitration, .pool].contains(other.phase)
    }.keys.sorted()
    let isAlike = !alike.isEmpty && random.chance(85)
    return .string(random.pick(isAlike ? alike : others.keys.sorted() + ["?"]))
  }
}
