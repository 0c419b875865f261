import Kernel

/// Opens a matter by its number, or looks for words of titles.
struct SearchBox: Component {
  /// Longest words, in characters.
  static let wordsMax = 60

  let words: String
  /// Whether it leads to the page of filters; that page itself has them already.
  let leadsOn: Bool
  let language: Language

  private var filters: HTML {
    leadsOn ? Button(DeskWords.filters[language], .quiet, to: "/matters").html : .nothing
  }

  var html: HTML {
    let label = DeskWords.search[language]
    return """
      <form class="search" role="search" action="/matters"><label class="heard" for="search">\
      \(label)</label><input type="search" id="search" name="words" value="\(words)" \
      maxlength="\(SearchBox.wordsMax)" placeholder="\(label)" data-search>\
      \(Button(DeskWords.find[language], icon: .search))</form>\(filters)

      """
  }
}
