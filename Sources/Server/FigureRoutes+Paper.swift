import City
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Pages

/// The bulletin as a PDF file.
extension FigureRoutes {
  func paper(_ request: Request, _ context: CityRequestContext) async throws -> Response {
    let asker = try asker(context)
    let period = try period(QueryReader(request))
    let page = try await bulletinPage(period, asker, .paper, server.language(request))
    do {
      guard let printer = server.equipment.printer else { throw Problem(.noBrowser) }
      let bytes = try await printer.pdf(of: page.paper)
      var response = Answer.text("", type: "application/pdf")
      response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
      let name = "bulletin-\(period.text).pdf"
      response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
      return response
    } catch let problem as Problem where FigureRoutes.isOfPrinting(problem) {
      guard request.headers[.accept]?.contains("text/html") ?? false else { throw problem }
      let refused = PrintRefusedPage(
        problem, back: "/bulletin" + (period.isWeek ? "?week=" : "?date=") + period.text,
        server.language(request))
      var response = server.page(
        request, context, PrintRefusedPage.title, in: .bulletin,
        status: HTTPResponse.Status(code: problem.kind.status), refused.content)
      response.headers[.retryAfter] = problem.arguments["seconds"]
      return response
    }
  }

  private static func isOfPrinting(_ problem: Problem) -> Bool {
    problem.kind == .noBrowser || problem.kind == .printerBusy || problem.kind == .printFailed
  }
}
