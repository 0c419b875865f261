/// Why a request was refused: something the asker can read, understand and act upon (RFC 9457).
public struct Problem: Error, Hashable, Sendable {
  public let kind: Kind
  /// JSON pointer to the input field at fault, such as `/rating`; empty where the whole request is.
  public let field: String
  /// Values for the `{names}` in the kind's text.
  public let arguments: [String: String]

  public init(_ kind: Kind, field: String = "", _ arguments: [String: String] = [:]) {
    self.kind = kind
    self.field = field
    self.arguments = arguments
  }

  /// One kind of refusal, with its words in every language.
  public struct Kind: Hashable, Sendable {
    /// Stable name, `noun.reason`, such as `matter.closed`.
    public let code: String
    /// The HTTP status that goes with it.
    public let status: Int
    public let text: Text

    public init(_ code: String, status: Int, zh: String, en: String) {
      self.code = code
      self.status = status
      text = Text(zh: zh, en: en)
    }
  }

  public func text(_ language: Language) -> String {
    var arguments = arguments
    if language == .chinese, let what = arguments["what"].flatMap({ Problem.things[$0] }) {
      arguments["what"] = what
    }
    return kind.text.filled(arguments, language)
  }

  /// What can be missing, in Chinese; the code's own words serve in English.
  private static let things = [
    "matter": "事项", "unit": "单位", "area": "辖区", "category": "类别", "kind": "事项种类",
    "kind of whistle": "吹哨种类", "function": "职能", "tier": "层级", "post": "岗位", "role": "角色",
    "figure": "数字", "action": "操作", "state": "状态", "state of phase": "阶段的状态",
    "destination": "送达渠道", "secret": "密钥", "engine": "引擎", "meeting series": "例会",
    "outreach program": "活动",
    "page": "页面", "lead": "承办单位", "webhook": "推送订阅",
    "account": "账号", "access-key": "访问密钥", "view": "筛选", "draft": "草稿", "whistle": "哨",
    "pack": "配置", "event": "日志条目",
  ]

  /// The body of an `application/problem+json` answer.
  public func json(_ language: Language) -> JSON {
    var members: [String: JSON] = [
      "type": .string("urn:baodao:problem:" + kind.code),
      "title": .string(text(language)),
      "status": .integer(Int64(kind.status)),
      "code": .string(kind.code),
    ]
    if !field.isEmpty { members["pointer"] = .string(field) }
    return .object(members)
  }
}

extension Problem: CustomStringConvertible {
  public var description: String {
    "[\(kind.code)] \(text(.english))" + (field.isEmpty ? "" : " (\(field))")
  }
}

/// Refusals that every part of the house may give.
extension Problem.Kind {
  public static let notFound = Problem.Kind(
    "request.not-found", status: 404, zh: "找不到{what}“{name}”。", en: "There is no {what} “{name}”.")
  public static let forbidden = Problem.Kind(
    "request.forbidden", status: 403, zh: "您的岗位没有“{permission}”权限。",
    en: "Your posts do not carry the permission “{permission}”.")
  public static let outOfScope = Problem.Kind(
    "request.out-of-scope", status: 403, zh: "这件事不在您岗位的辖区和单位之内。",
    en: "This lies outside the areas and units of your posts.")
  public static let fieldMissing = Problem.Kind(
    "request.field-missing", status: 422, zh: "缺少必填项“{name}”。", en: "The field “{name}” is missing."
  )
  public static let fieldInvalid = Problem.Kind(
    "request.field-invalid", status: 422, zh: "“{name}”应为{expected},收到的是“{found}”。",
    en: "“{name}” must be {expected}; “{found}” was given.")
  public static let fieldUnknown = Problem.Kind(
    "request.field-unknown", status: 422, zh: "没有“{name}”这一项；可用的项：{known}。",
    en: "There is no field “{name}”; the fields are: {known}.")
  public static let tooLong = Problem.Kind(
    "request.too-long", status: 422, zh: "“{name}”最多{most}个字符，收到{found}个。",
    en: "“{name}” may have at most {most} characters; {found} were given.")
}
