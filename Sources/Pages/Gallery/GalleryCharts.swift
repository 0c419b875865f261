import Kernel

/// The charts of the gallery, with what is hard to draw among them.
struct GalleryCharts {
  let language: Language

  private func t(_ words: Text) -> String { words[language] }

  var content: HTML { "\(trend)\(lights)\(change)" }

  private var trend: LineChart {
    let received: [Double?] = [42, 51, 47, 60, 38, 12, 15, 55, 61, 58, 49, nil, 20, 64]
    let closed: [Double?] = [40, 44, 50, 52, 41, 8, 10, 48, 63, 57, 52, 30, 18, 50]
    let days = (15...28).map { "5-\($0)" }
    return LineChart(
      "trend", t(GalleryWords.trend), labels: days,
      series: [
        LineChart.Series(t(GalleryWords.received), received),
        LineChart.Series(t(GalleryWords.closed), closed),
      ], language)
  }

  private var lights: BarChart {
    BarChart(
      "lights", t(GalleryWords.byUnit), parts: .lights,
      [
        BarChart.Bar(t(GalleryWords.longUnit), parts: [120, 22, 9], to: "#"),
        BarChart.Bar(t(GalleryWords.housing), parts: [86, 14, 3], to: "#"),
        BarChart.Bar(t(GalleryWords.water), parts: [41, 0, 5], to: "#"),
      ], language)
  }

  private var change: BarChart {
    BarChart(
      "change", t(GalleryWords.change),
      [
        BarChart.Bar(t(GalleryWords.housing), -12_400), BarChart.Bar(t(GalleryWords.water), 30_800),
        BarChart.Bar(t(GalleryWords.longUnit), 0),
      ], language)
  }
}
