import Kernel

/// Words around every page.
enum FrameWords {
  static let product = Text(zh: "报到", en: "Baodao")
  static let skip = Text(zh: "跳到正文", en: "Skip to the content")
  static let sections = Text(zh: "主导航", en: "Main navigation")
  static let crumbs = Text(zh: "所在位置", en: "Where you are")
  static let signIn = Text(zh: "登录", en: "Sign in")
  static let signOut = Text(zh: "退出", en: "Sign out")
  static let larger = Text(zh: "大字", en: "Larger text")
  static let plainSize = Text(zh: "标准字号", en: "Normal text")
  private static let system = Text(zh: "跟随系统", en: "As my device")
  private static let light = Text(zh: "浅色", en: "Light")
  private static let dark = Text(zh: "深色", en: "Dark")

  static let desk = Text(zh: "事项", en: "Desk")
  static let intake = Text(zh: "受理", en: "Intake")
  static let whistle = Text(zh: "吹哨", en: "Whistles")
  static let arbitration = Text(zh: "待裁定", en: "Arbitration")
  static let bulletin = Text(zh: "日报", en: "Bulletin")
  static let figures = Text(zh: "数据", en: "Figures")
  static let wall = Text(zh: "回音壁", en: "Echo wall")
  static let report = Text(zh: "我要反映", en: "Report")
  static let administration = Text(zh: "管理", en: "Administration")

  static func theme(_ theme: PageFrame.Theme) -> Text {
    switch theme {
    case .system: FrameWords.system
    case .light: FrameWords.light
    case .dark: FrameWords.dark
    }
  }

  /// The other language, called by its own name.
  static func other(_ language: Language) -> String {
    FrameWords.languageName[language == .chinese ? .english : .chinese]
  }

  private static let languageName = Text(zh: "中文", en: "English")
}

/// What is told once after something was done.
enum FlashWords {
  static let done = Text(zh: "已办：{action}", en: "Done: {action}")
  static let saved = Text(zh: "已保存", en: "Saved")
  static let signedIn = Text(zh: "已登录", en: "You are signed in")
  static let signedOut = Text(zh: "已退出登录", en: "You are signed out")
  static let discarded = Text(zh: "草稿已删除", en: "The draft was discarded")
  static let settings = Text(zh: "设置已更改", en: "The settings were changed")
}

/// What the scripts say; `{count}` is filled in by them.
enum ScriptWords {
  static let leave = Text(zh: "填写的内容还没有提交。", en: "What you wrote has not been sent.")
  static let restored = Text(zh: "已恢复上次未提交的内容。", en: "What you had not sent was brought back.")
  static let discard = Text(zh: "清除", en: "Discard")
  static let copied = Text(zh: "已复制", en: "Copied")
  static let news = Text(zh: "有{count}条更新，点此刷新", en: "{count} new; press to reload")
  static let keys = Text(zh: "快捷键", en: "Keyboard shortcuts")
  static let keyNext = Text(zh: "下一行", en: "Next row")
  static let keyBefore = Text(zh: "上一行", en: "Row before")
  static let keyOpen = Text(zh: "打开选中的行", en: "Open the chosen row")
  static let keyChoose = Text(zh: "选中或取消选中的行", en: "Tick the chosen row, or untick it")
  static let keySearch = Text(zh: "搜索", en: "Search")
  static let keyDispatch = Text(zh: "按建议派单", en: "Dispatch as suggested")
  static let keyHelp = Text(zh: "显示本说明", en: "Show this help")
  static let close = Text(zh: "关闭", en: "Close")
}
