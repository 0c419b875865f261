import Kernel

/// Words of steps that are taken with several matters at once.
enum BulkWords {
  static let start = Text(zh: "批量办理选中的", en: "Take a step with those chosen")
}
