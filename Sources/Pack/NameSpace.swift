import Kernel

/// What the records that have codes are called.
enum NameSpace {
  /// The Chinese name of a name space; the English one is the name space itself.
  static func chinese(_ kind: String) -> String { names[kind] ?? kind }

  /// The nearest name that has a character in common: of two single characters each is near.
  static func nearest(to name: String, in names: some Sequence<String>) -> String? {
    let letters = Set(name.lowercased())
    return nearestName(
      to: name, in: names.filter { !letters.isDisjoint(with: $0.lowercased()) })
  }

  private static let names = [
    "area": "辖区", "level": "辖区层级", "tier": "组织层级", "duty": "职责", "function": "职能",
    "unit": "单位", "unit template": "单位模板", "role": "角色", "permission": "权限",
    "post": "岗位", "post template": "岗位模板", "withdrawal": "剥离清单", "category": "类别",
    "kind": "事项种类", "routing rule": "分派规则",
    "observation": "观测", "figure": "数字", "pack": "配置包", "index": "指数",
    "meeting series": "会议", "outreach program": "走访活动",
  ]
}
