public import Kernel

extension Problem.Kind {
  public static let stepImpossible = Problem.Kind(
    "matter.step-impossible", status: 409,
    zh: "状态为“{state}”的事项不能做“{step}”；现在可以：{possible}。",
    en: "A matter in the state “{state}” cannot be taken to “{step}”; possible now: {possible}.")
  public static let groundNeeded = Problem.Kind(
    "matter.ground-needed", status: 422, zh: "须写明理由之一：{grounds}。",
    en: "One of these grounds is needed: {grounds}.")
  public static let sourceKnown = Problem.Kind(
    "matter.source-known", status: 409, zh: "来源编号“{source}”已登记为事项{number}。",
    en: "The source number “{source}” is already matter {number}.")
  public static let unitUnknown = Problem.Kind(
    "matter.unit-unknown", status: 422, zh: "没有单位“{unit}”。", en: "There is no unit “{unit}”.")
  public static let mandateMissing = Problem.Kind(
    "matter.mandate-missing", status: 422,
    zh: "单位“{unit}”在此处此日没有“{function}”职权，不能作为承办单位。",
    en: "The unit “{unit}” has no mandate for “{function}” here on this day and cannot lead.")
  public static let notYours = Problem.Kind(
    "matter.not-yours", status: 403, zh: "这件事由“{lead}”承办，不由您的单位承办。",
    en: "“{lead}” leads this matter, not your unit.")
  public static let ratedAlready = Problem.Kind(
    "matter.rated-already", status: 409, zh: "此事已评价过，每件事只评价一次。",
    en: "This matter has been rated; each is rated once.")
  public static let gradeInvalid = Problem.Kind(
    "matter.grade-invalid", status: 422, zh: "评价应为1至{most}级。",
    en: "A grade is a number from 1 to {most}.")
  public static let reopenLate = Problem.Kind(
    "matter.reopen-late", status: 409, zh: "办结后{limit}内可以重开，期限已于{until}届满。",
    en: "A matter may be reopened within {limit} of closing; that ended on {until}.")
  public static let promiseUnknown = Problem.Kind(
    "matter.promise-unknown", status: 404, zh: "没有第{number}项未了的承诺。",
    en: "There is no open promise number {number}.")
  public static let promisePast = Problem.Kind(
    "matter.promise-past", status: 422, zh: "承诺的日期须在将来。",
    en: "A promise must have a date in the future.")
  public static let personalDataLeft = Problem.Kind(
    "matter.personal-data-left", status: 422,
    zh: "公开文本中还有{what}“{found}”，请先删去。",
    en: "The public text still holds {what} “{found}”; strike it first.")
  public static let expressionFailed = Problem.Kind(
    "pack.expression-failed", status: 500, zh: "规则“{expression}”无法求值：{reason}",
    en: "The rule “{expression}” could not be evaluated: {reason}")
}
