/// A few messages that people of one small city might write, in our own words.
enum Village {
  /// Two in time, one late, one without a reply, one that names no place, and one whose reply comes
  /// last.
  static let replied = MessageTable(
    header: MessageTable.replied,
    rows: [
      [
        "M1", "王建国", "A3区云杉路的路灯白天也亮", "2019/4/24 15:40:04", "整条路,\n从早到晚", "已更换光控开关",
        "2019/4/30 9:12:45",
      ],
      [
        "M2", "李秀英", "A1区滨江步道积水", "2019/3/4 8:00:00", "下雨就过不去", "已疏通“雨水口”",
        "2019/6/3 16:30:21",
      ],
      ["M3", "赵平", "A7县幼儿园旁的网吧", "2019/4/1 12:00:00", "孩子放学就往里钻", "", ""],
      [
        "M4", "周敏", "楼下的油烟", "2019/4/2 7:30:10", "窗户\"一直\"不敢开", "请写明地点后再来信",
        "2019/4/9 10:00:00",
      ],
      [
        "M5", "吴强", "A市出租车拒载", "2018/12/28 22:10:00", "高铁站前排了半小时𠮷", "已约谈公司",
        "2019/1/7 17:29:59",
      ],
      [
        "M6", "郑义", "A3区小学门口太挤", "2019/5/20 7:50:00", "请错时放学", "已安排错峰,并增派人手",
        "2019/7/16 14:05:33",
      ],
    ])

  static let categorised = MessageTable(
    header: MessageTable.categorised,
    rows: [
      ["C1", "王建国", "A3区云杉路", "2019/4/24 15:40:04", "白天也亮", "城乡建设"],
      ["C2", "李秀英", "A1区滨江步道", "2019/3/4 8:00:00", "有人\n钓鱼", "环境保护"],
      ["C3", "赵平", "A7县一件事", "2019/4/1 12:00:00", "请回个话", ""],
      ["C4", "周敏", "A2区的门牌", "2019/4/2 7:30:10", "写错了", "没有这一类"],
      ["C5", "吴强", "A市的车站", "2018/12/28 22:10:00", "排了半小时", "交通运输"],
      ["C6", "郑义", "A3区小学门口", "2019/5/20 7:50:00", "太挤", "教育文体"],
    ])

  static let counted = MessageTable(
    header: MessageTable.counted,
    rows: categorised.rows.map { ["T" + $0[0]] + $0[1...4] + ["0", "12"] })

  static let all = [replied, categorised, counted]
}
