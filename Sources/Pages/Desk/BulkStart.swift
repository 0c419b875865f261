import Kernel

/// Leads on with the rows that were chosen; their boxes belong to this form.
struct BulkStart: Component {
  let language: Language

  var html: HTML {
    """
    <form class="inline" id="\(MatterTable.form)" action="/bulk">\
    \(Button(BulkWords.start[language], .secondary))</form>\
    <button class="button button-quiet" type="button" hidden data-pick-all>\
    \(BulkWords.pickAll[language])</button>
    """
  }
}
