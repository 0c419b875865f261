public import Kernel

extension Problem.Kind {
  public static let meetingOpen = Problem.Kind(
    "meeting.open", status: 409, zh: "会议“{meeting}”还没有结束，不能再开同一系列的会议。",
    en: "The meeting “{meeting}” of the series is still open; close it first.")
  public static let meetingClosed = Problem.Kind(
    "meeting.closed", status: 409, zh: "会议“{meeting}”已结束。",
    en: "The meeting “{meeting}” is closed.")
  public static let meetingBackwards = Problem.Kind(
    "meeting.backwards", status: 422, zh: "时间早于已记录的{last}。",
    en: "That is before what was recorded last ({last}).")
  public static let meetingFull = Problem.Kind(
    "meeting.full", status: 409, zh: "一次会议最多{most}项，已满。",
    en: "A meeting has room for {most} of these and is full.")
  public static let itemUnknown = Problem.Kind(
    "meeting.item-unknown", status: 404, zh: "议程没有第{number}项。",
    en: "There is no item {number} on the agenda.")
  public static let itemKnown = Problem.Kind(
    "meeting.item-known", status: 409, zh: "事项{matter}已是议程第{number}项。",
    en: "The matter {matter} is on the agenda already, as item {number}.")
  public static let ownerUnknown = Problem.Kind(
    "meeting.owner-unknown", status: 422, zh: "没有单位“{owner}”，决定须有责任单位。",
    en: "There is no unit “{owner}”; a decision needs a unit that carries it out.")
  public static let duePast = Problem.Kind(
    "meeting.due-past", status: 422, zh: "决定的期限须在将来。",
    en: "A decision needs a date in the future.")
  public static let decisionUnknown = Problem.Kind(
    "meeting.decision-unknown", status: 404, zh: "会议“{meeting}”没有第{number}项未了的决定。",
    en: "The meeting “{meeting}” has no open decision number {number}.")
  public static let decisionStands = Problem.Kind(
    "meeting.decision-stands", status: 409,
    zh: "会议“{meeting}”第{number}项决定尚未落实；请先办结，或写明理由后撤销。",
    en:
      "Decision {number} of the meeting “{meeting}” stands; complete it, or drop it with a reason."
  )
}
