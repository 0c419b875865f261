import Kernel

/// Words of the page with the tiers' duties.
enum DutyWords {
  static let title = Text(zh: "职责清单", en: "Duties of each tier")
  static let lead = Text(
    zh: "每一级做什么，写在清单里；事项办到哪一级，就按这一级的职责办。",
    en: "What each tier answers for. A matter that reaches a tier is its own by this list.")
  static let number = Text(zh: "序号", en: "No.")
  static let duty = Text(zh: "职责", en: "Duty")
  static let mine = Text(zh: "我的岗位在这一级", en: "My post stands here")
  static let none = Text(zh: "还没有职责清单", en: "No list of duties yet")
  static let advice = Text(
    zh: "城市配置启用四级职责清单机制后，这里按级列出职责。",
    en: "They stand here once the city's pack uses a mechanism with lists of duties.")
}
