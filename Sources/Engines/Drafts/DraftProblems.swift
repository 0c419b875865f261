public import Kernel

extension Problem.Kind {
  public static let draftsTooMany = Problem.Kind(
    "draft.too-many", status: 409, zh: "草稿已有{most}份，没有再存；请先提交或删去几份。您写的内容还在本页。",
    en: "You have {most} drafts, so this one was not saved; send or discard some first. What you "
      + "wrote is still on this page.")
  public static let draftTooLong = Problem.Kind(
    "draft.too-long", status: 422, zh: "草稿太长（最多{most}字节），没有保存；您写的内容还在本页。",
    en: "The draft is too long to be saved (at most {most} bytes); what you wrote is still on this "
      + "page.")
  static let draftName = Problem.Kind(
    "draft.name", status: 422, zh: "“{found}”不能作为草稿的名称。", en: "“{found}” cannot name a draft.")
  public static let draftOwner = Problem.Kind(
    "draft.owner", status: 403, zh: "草稿只存在个人账号下；访问密钥没有草稿。",
    en: "Drafts are kept for persons; an access key has none.")
  public static let draftFiled = Problem.Kind(
    "draft.filed", status: 409, zh: "这份草稿已经提交为事项，不再保存。",
    en: "This draft was filed already and is saved no more.")
}
