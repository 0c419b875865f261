public import Kernel
public import Pages

/// Makes PDF files of pages. The edge knows with what.
public protocol PagePrinter: Sendable {
  /// - Throws: `print.no-browser`, `print.busy` or `print.failed`.
  func pdf(of page: PaperPage) async throws -> [UInt8]
}

extension Problem.Kind {
  public static let noBrowser = Problem.Kind(
    "print.no-browser", status: 503,
    zh: "这台服务器上没有可以生成PDF的浏览器。请管理员安装：apt install chromium fonts-noto-cjk，或用设置browser写明路径。",
    en: "This server has no browser that makes PDF files. Its administrator installs one: "
      + "apt install chromium fonts-noto-cjk, or names it by the setting “browser”.")
  public static let printerBusy = Problem.Kind(
    "print.busy", status: 503, zh: "正在生成的PDF太多，请{seconds}秒后再试。",
    en: "Too many PDF files are being made; try again in {seconds} seconds.")
  public static let printFailed = Problem.Kind(
    "print.failed", status: 503, zh: "浏览器没有生成PDF（{reason}）。请稍后再试。",
    en: "The browser made no PDF file ({reason}); try again in a moment.")
}
