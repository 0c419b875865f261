import TestKit
import Kernel

/// Files of messages that nobody wrote: faults, doubles and replies of all kinds.
enum RandomMessages {
  static let places = ["A3区", "A市", "A7县", "B市", "A1区和A2区", "某处", ""]
  static let matters = ["路灯不亮", "网吧扰民", "油烟", "入学", "拒载", "请回个话"]

  static func table(rows: Int, _ random: inout Seeded) -> MessageTable {
    replied((0..<rows).map { _ in row(rows, &random) })
  }

  private static func row(_ rows: Int, _ random: inout Seeded) -> [String] {
    let at = moment("2018-12-01").advanced(
      byMilliseconds: Int64(random.number(0...200)) * 36_000_000)
    var row = [
      "R\(random.number(1...rows))", "居民\(random.number(1...3))",
      places[random.number(0...6)] + matters[random.number(0...5)], time(at),
      ["晚上", "一\n二", "“三”,\"四\""][random.number(0...2)], "", "",
    ]
    if random.number(0...2) > 0 {
      row[5] = "已办"
      row[6] = time(at.advanced(byMilliseconds: Int64(random.number(0...40)) * 86_400_000))
    }
    switch random.number(0...19) {
    case 0: row[3] = "不详"
    case 1: row[2] = ""
    case 2 where !row[5].isEmpty: row[6] = "2001/1/1 0:00:00"
    case 3: row.removeLast()
    case 4: row[3] = "2031/1/5 8:00:00"
    default: break
    }
    return row
  }

  static func time(_ instant: Instant) -> String {
    let local = instant.local(.china)
    let second = local.millisecondOfDay / 1000
    return "\(local.date.year)/\(local.date.month)/\(local.date.day) "
      + "\(second / 3600):\(padded(Int(second / 60 % 60), 2)):\(padded(Int(second % 60), 2))"
  }
}
