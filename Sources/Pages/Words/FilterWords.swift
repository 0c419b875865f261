import Kernel

/// Words of looking for matters by filters, and of keeping filters.
enum FilterWords {
  static let title = Text(zh: "查找事项", en: "Find matters")
  static let filter = Text(zh: "筛选条件", en: "Filter")
  static let phase = Text(zh: "阶段", en: "Phase")
  static let arbitration = Text(zh: "待裁定", en: "nobody leads")
  static let pool = Text(zh: "公共池", en: "in the pool")
  static let open = Text(zh: "在办", en: "at work")
  static let answered = Text(zh: "已答复", en: "answered")
  static let closed = Text(zh: "已办结", en: "closed")
  static let merged = Text(zh: "已并案", en: "merged")
  static let kind = Text(zh: "种类", en: "Kind")
  static let channel = Text(zh: "渠道", en: "Channel")
  static let from = Text(zh: "受理日期从", en: "Received from")
  static let to = Text(zh: "到", en: "Until")
  static let words = Text(zh: "标题里的字", en: "Words of the title")
  static let wordsHint = Text(
    zh: "也可以填完整的编号，直接打开。", en: "A whole number opens the matter itself.")
  static let any = Text(zh: "不限", en: "Any")
  static let apply = Text(zh: "按条件查找", en: "Find")
  static let clear = Text(zh: "清除条件", en: "Clear")
  static let further = Text(zh: "继续往前找", en: "Look further back")
  static let cut = Text(
    zh: "已看完最近受理的{count}件，更早的还没有找。",
    en: "The newest {count} matters were looked at; older ones not yet.")
  static let noneTitle = Text(zh: "没有找到", en: "Nothing was found")
  static let none = Text(
    zh: "少写几个条件，或只写标题里的一两个字再试。您辖区以外的事项不会列出。",
    en: "Drop a condition or two, or try one word of the title. Only your areas are searched.")
  static let views = Text(zh: "保存的筛选", en: "Kept filters")
  static let keep = Text(zh: "保存这个筛选", en: "Keep this filter")
  static let keepHint = Text(
    zh: "起个名字，它会成为“我的任务”上方的一个标签。同名的会被替换。",
    en: "Give it a name; it becomes a tab above your tasks. One of the same name is replaced.")
  static let name = Text(zh: "名称", en: "Name")
  static let save = Text(zh: "保存", en: "Keep")
  static let manage = Text(zh: "整理筛选", en: "Tidy up filters")
  static let rename = Text(zh: "改名", en: "Rename")
  static let remove = Text(zh: "删除", en: "Delete")
  static let opens = Text(zh: "打开", en: "Open")
  static let emptyTitle = Text(zh: "还没有保存筛选", en: "No filter is kept yet")
  static let empty = Text(
    zh: "在“查找事项”里选好条件，再按“保存”。", en: "Choose conditions under “Find matters”, then keep them.")
}
