import Kernel
import Matters

/// What callers say, by the number of the call.
struct BenchWords: Sendable {
  let number: Int

  init(_ number: Int) { self.number = number }

  static let titles = [
    "A3区云杉路的路灯白天一直亮着", "A7县枫林府工地夜间施工噪音扰民", "A1区地铁站出口井盖破损",
    "咨询A6区小学入学条件", "A2区公交线路能否延长", "B市医院挂号排队太久",
  ]

  /// Names no place, so that the matter waits in arbitration.
  static let lostTitle = "路灯白天一直亮着没人管"

  static let reply = "您好，您反映的问题已现场核查并处理完毕，感谢您的监督。"

  var caller: String { "居民\(number % 5000)" }
  var text: String {
    "您好，我反映一个问题，已经持续一段时间了，希望有关部门尽快处理并给予答复，谢谢。第\(number)次来电。"
  }
  var grade: Int64 { Int64(number % 5 + 1) }

  var matter: ReceiveMatter { matter(titled: BenchWords.titles[number % BenchWords.titles.count]) }

  func matter(titled title: String) -> ReceiveMatter {
    ReceiveMatter(kind: "hotline", title: title, text: text, caller: caller, channel: "phone")
  }

  /// A key that rises with time, as UUIDs of version 7 do: new keys then lie beside each other.
  static func key() -> String {
    let random = UInt64.random(in: 0..<UInt64.max)
    return padded(Int(Edge.now().milliseconds), 14) + "-" + String(random, radix: 36)
  }
}
