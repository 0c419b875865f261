import Pack
import TestKit
import Testing

@testable import Territory

@Suite struct PlaceFinderTests {
  private func find(_ title: String, _ text: String = "") throws -> PlaceFinding {
    try Land.example().find(title: title, text: text)
  }

  @Test func `a place is found by its name`() throws {
    #expect(try find("A3区云杉路的路灯不亮") == .found("a3"))
    #expect(try find("路灯不亮", "我住在A7县星沙") == .found("a7"))
    #expect(try find("路灯不亮", "请尽快修理") == .none)
    #expect(try find("", "") == .none)
  }

  @Test func `a name in the title outweighs any in the text`() throws {
    #expect(try find("A3区路灯不亮", "A1区A1区A1区A1区都修好了") == .found("a3"))
  }

  @Test func `of nested areas the most precise counts`() throws {
    #expect(try find("A市A3区路灯不亮") == .found("a3"))
    #expect(try find("示例省A市路灯不亮", "A3区") == .found("a"))
    #expect(try find("路灯不亮", "A市的A3区") == .found("a3"))
  }

  @Test func `an alias names its area and a longer name hides the shorter in it`() throws {
    #expect(try find("西地省的政策") == .found("example"))
    let land = Territory(
      try Land.pack(["c,海城市,city,,,,,", "d,东区,district,c,,,,", "s,城东区街道,street,c,,,,"]))
    #expect(land.find(title: "城东区街道", text: "") == .found("s"))
    #expect(land.find(title: "东区的事", text: "") == .found("d"))
  }

  @Test func `a Latin word or number that began earlier names no area`() throws {
    #expect(try find("GA市的事") == .none)
    #expect(try find("A11区的事") == .none)
    #expect(try find("9A3区的事") == .none)
    #expect(try find("在A3区的事") == .found("a3"))
    #expect(try find("J1区的事") == .found("j1"))
    #expect(try find("J10县的事") == .found("j10"))
  }

  @Test func `a Latin word or number that goes on names no area`() throws {
    let land = Territory(try Land.pack(["c,海城市,city,,,,,", "d,东区,district,c,,,,A1"]))
    #expect(land.find(title: "A1的路灯", text: "") == .found("d"))
    #expect(land.find(title: "A11的路灯", text: "") == .none)
    #expect(land.find(title: "A1x的路灯", text: "") == .none)
    #expect(land.find(title: "路灯在A1", text: "") == .found("d"))
  }

  @Test func `a repeated name counts only in a certain area around it`() throws {
    let land = try Land.twins()
    #expect(land.find(title: "王庄村路灯不亮", text: "") == .none)
    #expect(land.find(title: "东山街道王庄村路灯不亮", text: "") == .found("ev"))
    #expect(land.find(title: "西区王庄村路灯不亮", text: "") == .found("wv"))
    #expect(land.find(title: "海城市王庄村路灯不亮", text: "") == .found("c"))
    #expect(land.find(title: "王庄村路灯不亮", text: "我们在西山街道") == .found("wv"))
    #expect(land.find(title: "李家庄路灯不亮", text: "") == .found("ev2"))
  }

  @Test func `of areas apart one must be named twice as often`() throws {
    #expect(try find("", "A1区和A3区") == .ambiguous(["a1", "a3"]))
    #expect(try find("", "A1区、A1区和A3区") == .found("a1"))
    #expect(try find("", "A1区、A1区、A3区、A3区、A3区") == .ambiguous(["a3", "a1"]))
    #expect(try find("A1区到A3区的公交", "") == .ambiguous(["a1", "a3"]))
  }

  @Test func `of several areas in a title the text decides among these only`() throws {
    #expect(try find("A1区到A3区的公交", "A3区A3区") == .found("a3"))
    #expect(try find("A1区到A3区的公交", "B1区B1区B1区B1区") == .ambiguous(["a1", "a3"]))
  }

  /// Finds names by looking at every offset, without an index.
  private struct Naive {
    let areas: [AreaRecord]
    let land: Territory

    func mentions(_ text: String) -> [[String]] {
      var bearers: [String: [String]] = [:]
      for area in areas {
        for name in Set([area.name] + area.aliases) where name.count > 1 {
          bearers[name, default: []].append(area.id)
        }
      }
      let bytes = Array(text.utf8)
      func word(_ index: Int) -> Bool {
        bytes.indices.contains(index)
          && "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8
            .contains(bytes[index])
      }
      var found: [[String]] = []
      var offset = 0
      while offset < bytes.count {
        let here = bearers.keys.filter { name in
          let end = offset + name.utf8.count
          return end <= bytes.count && Array(name.utf8) == Array(bytes[offset..<end])
            && !(word(offset - 1) && word(offset)) && !(word(end - 1) && word(end))
        }
        if let longest = here.max(by: { $0.utf8.count < $1.utf8.count }) {
          found.append(bearers[longest] ?? [])
          offset += longest.utf8.count
        } else {
          offset += 1
        }
      }
      return found
    }

    func candidates(_ text: String) -> [String: Int] {
      let all = mentions(text)
      let certain = all.filter { $0.count == 1 }.flatMap { $0 }
      var counts: [String: Int] = [:]
      for bearers in all {
        let meant =
          bearers.count == 1
          ? bearers
          : bearers.filter { id in
            certain.contains { $0 != id && land.chain(of: id).contains($0) }
          }
        if meant.count == 1 { counts[meant[0], default: 0] += 1 }
      }
      return counts.filter { area, _ in
        !counts.keys.contains { $0 != area && land.chain(of: $0).contains(area) }
      }
    }

    func find(_ title: String, _ text: String) -> PlaceFinding {
      let first = candidates(title)
      if first.count == 1, let only = first.keys.first { return .found(only) }
      var all = candidates(title + "\n" + text)
      if !first.isEmpty {
        all = all.filter { area, _ in land.chain(of: area).contains { first[$0] != nil } }
      }
      let order = all.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      if order.isEmpty { return .none }
      if order.count == 1 || order[0].value >= 2 * order[1].value { return .found(order[0].key) }
      return .ambiguous(order.map(\.key))
    }
  }

  @Test(arguments: UInt64(1)...60)
  func `random texts give what looking at every offset gives`(seed: UInt64) throws {
    var random = Seeded(seed)
    let names = ["王庄村", "李庄村", "东庄", "庄村", "A1", "A11", "1区", "东山街道", "东山"]
    var lines = ["c,海城市,city,,,,,海市", "e,A1区,district,c,,,,", "w,西区,district,c,,,,A2"]
    for number in 1...10 {
      let parent = ["e", "w"][random.number(0...1)]
      let name = names[random.number(0...names.count - 1)]
      lines.append("v\(number),\(name),village,\(parent),,,,")
    }
    let pack = try Land.pack(lines)
    let land = Territory(pack)
    let naive = Naive(areas: pack.areas, land: land)
    let pieces = names + ["海城市", "海市", "A1区", "西区", "A2", "G", "1", "的", "路灯", " ", "，"]
    for _ in 0..<60 {
      func words(_ most: Int) -> String {
        (0..<random.number(0...most)).map { _ in pieces[random.number(0...pieces.count - 1)] }
          .joined()
      }
      let title = words(4)
      let text = words(12)
      #expect(
        land.find(title: title, text: text) == naive.find(title, text), "\(title) | \(text)")
    }
  }
}
