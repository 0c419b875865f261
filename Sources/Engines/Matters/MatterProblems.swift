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
    zh: "公开文本中还有{zh}“{found}”，请先删去。",
    en: "The public text still holds {en} “{found}”; strike it first.")
  public static let expressionFailed = Problem.Kind(
    "pack.expression-failed", status: 500, zh: "规则“{expression}”无法求值：{reason}",
    en: "The rule “{expression}” could not be evaluated: {reason}")
  public static let mergedAlready = Problem.Kind(
    "matter.merged-already", status: 409,
    zh: "这件事已并入{number}，随它一并办理；要单独办理，先撤销合并。",
    en: "This matter is merged into {number} and handled with it; undo the merge to go on alone.")
  public static let suspended = Problem.Kind(
    "matter.suspended", status: 409, zh: "这件事已中止至{until}；先恢复办理。",
    en: "This matter is suspended until {until}; resume it first.")
  public static let stepUsedUp = Problem.Kind(
    "matter.step-used-up", status: 409, zh: "“{step}”最多{times}次，已经用完。",
    en: "“{step}” may be taken {times} times at most; that is used up.")
  public static let stepLate = Problem.Kind(
    "matter.step-late", status: 409, zh: "“{step}”须在{limit}内，期限已于{until}届满。",
    en: "“{step}” may be taken within {limit}; that ended on {until}.")
  public static let stepNotReady = Problem.Kind(
    "matter.step-not-ready", status: 409, zh: "还不能这样做：{zh}", en: "Not yet: {en}")
  public static let complainedOf = Problem.Kind(
    "matter.complained-of", status: 422, zh: "“{unit}”是被反映的单位或其下属，不能办理这件事。",
    en: "“{unit}” is the unit complained of or stands below it and cannot handle this matter.")
  public static let notThePerson = Problem.Kind(
    "matter.not-the-person", status: 403, zh: "只有本人可以这样做；请用事项编号和查询码。",
    en: "Only the person served may do this; use the matter's number and code.")
  public static let groundDecided = Problem.Kind(
    "matter.ground-decided", status: 409, zh: "“{ground}”已裁定不成立，不能以同一依据再次退单。",
    en: "“{ground}” was found not to hold; the same unit cannot refuse on it again.")
  public static let transferCircle = Problem.Kind(
    "matter.transfer-circle", status: 409,
    zh: "“{unit}”刚把这件事退回；要再交给它，请退单裁定。",
    en: "“{unit}” has just returned this matter; refuse it and let the arbiter decide instead.")
  public static let sameUnit = Problem.Kind(
    "matter.same-unit", status: 422, zh: "“{unit}”就是现在的承办单位。",
    en: "“{unit}” leads this matter already.")
  public static let taskUnknown = Problem.Kind(
    "matter.task-unknown", status: 404, zh: "没有第{number}项未了的任务。",
    en: "There is no open task number {number}.")
  public static let taskOrder = Problem.Kind(
    "matter.task-order", status: 409, zh: "这项任务现在不能“{step}”。",
    en: "This task cannot be taken to “{step}” now.")
  public static let tasksOpen = Problem.Kind(
    "matter.tasks-open", status: 409, zh: "还有{count}个单位未反馈也未解除：{units}。",
    en: "{count} units have neither reported nor been released: {units}.")
  public static let unitTwice = Problem.Kind(
    "matter.unit-twice", status: 422, zh: "“{unit}”已被召集或就是召集方。",
    en: "“{unit}” is summoned already or is the one that calls.")
  public static let unitsTooMany = Problem.Kind(
    "matter.units-too-many", status: 422, zh: "一次最多召集{most}个单位。",
    en: "At most {most} units can be summoned at once.")
  public static let mandateRule = Problem.Kind(
    "matter.outside-mandate", status: 422,
    zh: "“{unit}”在此处没有“{function}”职权（它的职权：{mandates}），不能召集。",
    en: "“{unit}” has no mandate for “{function}” here (its mandates: {mandates}); it cannot be "
      + "summoned.")
  public static let requestUnknown = Problem.Kind(
    "matter.request-unknown", status: 404, zh: "没有第{number}项待批的申请。",
    en: "There is no open request number {number}.")
  public static let requestPending = Problem.Kind(
    "matter.request-pending", status: 409, zh: "同类申请尚在审批中。",
    en: "A request of this kind is being decided.")
  public static let ownRequest = Problem.Kind(
    "matter.own-request", status: 403, zh: "申请人和已审批的人不能再审批；须由另一人决定。",
    en: "Neither who asked nor who has approved may decide; it takes somebody else.")
  public static let clockUnknown = Problem.Kind(
    "matter.clock-unknown", status: 404, zh: "没有这样的计时“{clock}”。",
    en: "There is no such clock “{clock}”.")
  public static let extensionForbidden = Problem.Kind(
    "matter.extension-forbidden", status: 409, zh: "“{clock}”不能延期：{zh}",
    en: "“{clock}” cannot be extended: {en}")
  public static let suspensionForbidden = Problem.Kind(
    "matter.suspension-forbidden", status: 409, zh: "不能中止：{zh}",
    en: "It cannot be suspended: {en}")
  public static let checkUnknown = Problem.Kind(
    "matter.check-unknown", status: 404, zh: "没有第{number}项待回报的核查。",
    en: "There is no open check number {number}.")
  public static let checkPending = Problem.Kind(
    "matter.check-pending", status: 409, zh: "核查尚未回报，请等待或改派。",
    en: "A check has not been reported yet.")
  public static let workerMissing = Problem.Kind(
    "matter.worker-missing", status: 409, zh: "附近没有“{role}”可以核查。",
    en: "There is no “{role}” near the place to check.")
  public static let photographsTooMany = Problem.Kind(
    "matter.photographs-too-many", status: 422, zh: "一件事最多{most}张照片。",
    en: "A matter may have at most {most} photographs.")
  public static let photographUnknown = Problem.Kind(
    "matter.photograph-unknown", status: 422, zh: "没有收到这张照片，请先上传。",
    en: "This photograph is not in the store; upload it first.")
  public static let levelInvalid = Problem.Kind(
    "matter.level-invalid", status: 422, zh: "督办级别应为高于现有级别的一级：{levels}。",
    en: "The level must be one above the present one: {levels}.")
  public static let tierUnreached = Problem.Kind(
    "matter.tier-unreached", status: 422, zh: "“{tier}”一级没有可以接收的单位。",
    en: "There is no unit of the tier “{tier}” that it could go to.")
  public static let escalationUnknown = Problem.Kind(
    "matter.escalation-unknown", status: 404, zh: "没有第{number}项待决定的上报。",
    en: "There is no undecided escalation number {number}.")
  public static let sortUnknown = Problem.Kind(
    "matter.sort-unknown", status: 422, zh: "须写明类型之一：{sorts}。",
    en: "One of these sorts is needed: {sorts}.")
  public static let promiseUndated = Problem.Kind(
    "matter.promise-undated", status: 422,
    zh: "“{found}”是公开承诺，却没有写明期限；请承办单位先登记承诺和日期。",
    en: "“{found}” is a public promise without a date; let the lead unit register it first.")
  public static let answerMissing = Problem.Kind(
    "matter.answer-missing", status: 409, zh: "还没有答复，不能登载回音。",
    en: "There is no reply yet that could stand on the wall.")
  public static let mergeInvalid = Problem.Kind(
    "matter.merge-invalid", status: 409, zh: "不能并入{number}：{zh}",
    en: "It cannot be merged into {number}: {en}")
  public static let notMerged = Problem.Kind(
    "matter.not-merged", status: 409, zh: "这件事没有并入别的事项，或已一并答复。",
    en: "This matter is not merged into another, or has been answered with it.")
  public static let ratingMissing = Problem.Kind(
    "matter.rating-missing", status: 409, zh: "没有需要整改的差评。",
    en: "There is no poor rating to be put right.")
}
