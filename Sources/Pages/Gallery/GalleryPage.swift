import Assets
public import City
import Journal
public import Kernel
import Matters
import Organisation
import Pack

/// Every component with invented contents: what the designers of pages and packs look at.
public struct GalleryPage: Sendable {
  let city: City
  let language: Language

  public static let title = GalleryWords.gallery

  public init(city: City, language: Language) {
    self.city = city
    self.language = language
  }

  private func t(_ words: Text) -> String { words[language] }

  public var content: HTML {
    """
    <h1>\(t(GalleryWords.gallery))</h1><p>\(t(GalleryWords.about))</p>
    \(Card(t(GalleryWords.buttons), buttons.html))\(Card(t(GalleryWords.notices), notices))\
    \(Card(t(GalleryWords.tiles), tiles))\(Card(t(GalleryWords.lists), lists))\
    <div class="columns"><div>\(Card(t(GalleryWords.clocks), clocks))\
    \(Card(t(GalleryWords.photos), photos.html))</div>\
    <div>\(Card(t(GalleryWords.timeline), timeline.html))\
    \(Card(t(GalleryWords.empty), empty.html))</div></div>
    \(Card(t(GalleryWords.charts), GalleryCharts(language: language).content))\
    \(Card(t(GalleryWords.form), form))\(sheet)
    """
  }

  private var buttons: ActionBar {
    ActionBar([
      Button(t(GalleryWords.accept), .primary, icon: .green),
      Button(t(GalleryWords.transfer), icon: .next, to: "#"),
      Button(t(GalleryWords.refuse), .danger, icon: .back),
      Button(MatterWords.copyNumber[language], copying: "20240229-000001"),
    ])
  }

  private var notices: HTML {
    """
    \(Notice(.info, t(GalleryWords.info)))\(Notice(.done, t(FlashWords.saved)))\
    \(Notice(.caution, t(GalleryWords.caution)))\(Notice(.wrong, t(GalleryWords.wrong)))
    """
  }

  private var tiles: HTML {
    let week: [Double?] = [12, 15, 9, nil, 18, 22, 17]
    return Tile.row([
      Tile(
        t(GalleryWords.open), "1284", to: "#", note: "\(Sparkline(week, language))"),
      Tile(t(GalleryWords.overdue), "17", tone: .red, to: "#"),
      Tile(t(Words.amber), "46", tone: .amber, to: "#"),
      Tile(t(GalleryWords.satisfied), "93.4", unit: "%", tone: .green, to: nil),
    ])
  }

  private var lists: HTML {
    let tabs = Tabs(
      ListWords.byLight[language],
      [
        Tabs.Tab(t(Words.all), to: "#", count: 1284, isChosen: true),
        Tabs.Tab(t(Words.red), to: "#", count: 17, icon: .red),
        Tabs.Tab(t(Words.amber), to: "#", count: 46, icon: .amber),
      ])
    let table = DataTable(
      t(GalleryWords.lists),
      columns: [
        DataTable.Column(t(Words.light)), DataTable.Column(t(Words.number), isNumber: true),
        DataTable.Column(t(Words.title), isHead: true), DataTable.Column(t(Words.lead)),
        DataTable.Column(t(Words.due), isNumber: true, sortPath: "#", order: .ascending),
      ],
      rows: [
        DataTable.Row(
          [
            "\(LightMark(.red, language))", "<a href=\"#\">20240229-000001</a>",
            "\(t(GalleryWords.lamp))", "\(t(GalleryWords.housing))", "2026-05-27 18:00",
          ], isUnread: true),
        DataTable.Row([
          "\(LightMark(.green, language))", "<a href=\"#\">20240229-000002</a>",
          "\(t(GalleryWords.well))", "\(t(GalleryWords.water))", "2026-06-02 18:00",
        ]),
      ], walks: true)
    return """
      <div role="search">\(Field("q", t(ScriptWords.keySearch), .search(max: 80)))</div>\
      \(tabs)\(table)\(Pager(first: (t(Words.beginning), "#"), next: (t(Words.more), "#")))
      """
  }

  /// A moment of the example, in hours after its beginning.
  private func hour(_ hours: Int64) -> Instant {
    Instant(startOf: CivilDate(dayNumber: 20_601), city.pack.offset)
      .advanced(byMilliseconds: hours * Instant.millisecondsPerHour)
  }

  private var clocks: HTML {
    let limit = t(GalleryWords.limit)
    let runs = [
      ClockBar.Run(limit: limit, from: hour(0), to: hour(100), .green),
      ClockBar.Run(
        limit: limit, from: hour(0), to: hour(56), .amber,
        pauses: [ClockBar.Pause(hour(12), until: hour(26))]),
      ClockBar.Run(limit: limit, from: hour(0), to: hour(36), .red),
      ClockBar.Run(
        limit: limit, from: hour(0), to: hour(60), .green,
        pauses: [ClockBar.Pause(hour(30), until: nil)]),
    ]
    let names = [GalleryWords.answerClock, GalleryWords.signClock]
    let bars = runs.enumerated().map { index, run in
      ClockBar(
        t(names[index % 2]), run, now: hour(50), offset: city.pack.offset, language)
    }
    return "<ul class=\"clocks\">\(bars)</ul>"
  }

  private var timeline: Timeline {
    Timeline([
      Timeline.Item(
        time: "2026-05-28 09:10", title: t(GalleryWords.received), who: "a-call-taker",
        changes: [Timeline.Change(t(Words.lead), from: nil, to: t(GalleryWords.housing))]),
      Timeline.Item(
        time: "2026-05-28 14:30", title: t(GalleryWords.passed), who: "a3-dispatcher",
        changes: [
          Timeline.Change(
            t(Words.lead), from: t(GalleryWords.housing), to: t(GalleryWords.water))
        ], detail: "<p>\(t(GalleryWords.said))</p>"),
      Timeline.Item(
        time: "2026-05-29 18:00", title: t(GalleryWords.late), who: "system", tone: .red),
    ])
  }

  private var photos: PhotoStrip {
    let photo = PhotoStrip.Photo(
      path: Asset.badge.path, previewPath: Asset.badge.path, caption: t(GalleryWords.before))
    return PhotoStrip([photo, photo])
  }

  private var empty: EmptyState {
    EmptyState(
      t(GalleryWords.emptyTitle), advice: t(GalleryWords.emptyAdvice),
      button: Button(t(Words.all), to: "#"))
  }

  private static let unitsShown = 16

  /// The form of a real action, once as it is first shown and once after it was refused.
  private var form: HTML {
    let entries = ActionCatalogue.all.entries
    // A city has hundreds of units; a form offers those that come into question.
    let units = city.organisation.allUnits.prefix(GalleryPage.unitsShown).map {
      Field.Option($0.id, $0.name[language])
    }
    let choices = ActionChoices(city, language, more: ["units": Array(units)])
    let forms = ["AnswerMatter", "SummonUnits", "RateMatter"].compactMap { name -> HTML? in
      guard let entry = entries.first(where: { $0.declaration.name == name }) else { return nil }
      let missing = entry.fields.first { $0.isRequired }?.name ?? ""
      let problem = Problem(.fieldMissing, field: "/" + missing, ["name": missing])
      return """
        \(ActionForm(
          entry, to: "#", choices: choices, problem: name == "AnswerMatter" ? problem : nil,
          language))
        """
    }
    return "\(forms)"
  }

  private var sheet: PrintSheet {
    PrintSheet(
      issuer: t(GalleryWords.issuer), title: t(GalleryWords.sheet), number: "20240229-000001",
      boxes: [
        (t(Words.title), t(GalleryWords.lamp)), (t(Words.lead), t(GalleryWords.housing)),
        (t(MatterWords.received), "2026-05-28 09:10"), (t(Words.due), "2026-06-04 18:00"),
      ],
      blocks: [
        PrintSheet.Block(t(MatterWords.request), "<p>\(t(GalleryWords.lamp))</p>"),
        PrintSheet.Block(t(MatterWords.reply), "<p>\(t(GalleryWords.said))</p>"),
      ], signatures: [t(GalleryWords.signature), t(GalleryWords.seal)],
      foot: t(GalleryWords.printed))
  }
}
