package ecommerce.stock.handlers;

public final class TableUpdate implements RequestStreamHandler {

  private static List<Event> events(Change change) {
    return switch (change) {
      case Change.Created created -> List.of(new Event(SOURCE, "PartCreated", id, created.item()));
      case Change.Modified modified -> List.of(new Event(SOURCE, "PartModified", id, modified.detail()));
    };
  }
}
