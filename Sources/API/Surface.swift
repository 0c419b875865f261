/// The whole JSON API: every operation, in the order of the document.
public enum Surface {
  /// Where the operations lie.
  public static let base = "/api/v1"
  /// Most bytes of a body.
  public static let bodyBytesMax = 1 << 20

  public static let operations: [Operation] =
    CityOperations.all + CatalogueOperations.all + MatterOperations.all
    + PhotographOperations.all + FigureOperations.all + DutyOperations.all + WebhookOperations.all
    + ActionOperations.all
}
