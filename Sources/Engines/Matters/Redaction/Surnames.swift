/// Chinese family names that are common enough to be looked for.
enum Surnames {
  static let single = Set(
    """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈
    姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤
    温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴
    霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲滕屈饶解牟艾尤阳穆卓吉缪简褚娄窦戚岑宫卜晏隋栾臧佟闵时
    项连麦柏宗瞿桂迟池郎桑丛仲敖匡鞠荆郁逄綦矫景席常赖
    """.unicodeScalars.filter { $0 != "\n" })

  static let compound = WordSet(
    """
    欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 夏侯 令狐 端木 南宫 独孤 长孙 宇文 轩辕 西门 呼延 闻人
    申屠 太史 澹台 公冶 钟离 鲜于 司空 万俟 东郭 赫连 百里 左丘 濮阳 淳于 单于
    """)

  /// The end of the family name at a place. A compound one is taken first.
  static func end(at start: Int, in cells: [Unicode.Scalar]) -> Int? {
    if let end = compound.end(at: start, in: cells) { return end }
    guard let first = cells.at(start), single.contains(first) else { return nil }
    return start + 1
  }

  /// How a person is called in public: 王先生/女士; nil where the name is no Chinese one.
  static func publicName(_ name: [Unicode.Scalar]) -> String? {
    guard (2...4).contains(name.count), name.allSatisfy(\.isHan) else { return nil }
    let end = name.count > 2 ? compound.end(at: 0, in: name) ?? 1 : 1
    return text(name[..<end]) + "先生/女士"
  }

  static func text(_ cells: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: cells)
    return String(view)
  }
}
