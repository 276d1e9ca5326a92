package ecommerce.warehouse.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Settings;
import ecommerce.testing.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockUpdateTest {

  private final List<Event> published = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final StockUpdate stockUpdate =
      new StockUpdate(
          new Edge(new Settings(Map.of())),
          (productId, low) -> kept.add(productId + (low ? " is low" : " is not low")),
          10,
          this::publish);

  private List<Event> publish(List<Event> events) {
    published.addAll(events);
    return List.of();
  }

  @ParameterizedTest
  @CsvSource({
    "50, 11, StockChanged",
    "11, 10, StockChanged StockLow",
    "10, 9, StockChanged",
    "9, 0, StockChanged StockDepleted",
    "50, 0, StockChanged StockDepleted",
    "0, 5, StockChanged",
    "0, 50, StockChanged"
  })
  void saysWhatChangesAndWhatIsCrossed(long before, long after, String types) {
    changed(item(before), item(after));

    assertThat(published).extracting(Event::type).containsExactly(types.split(" "));
    assertThat(published).extracting(Event::resource).containsOnly("p1");
    assertThat(published.getFirst().detail().toString())
        .isEqualTo(
            "{\"productId\":\"p1\",\"onHand\":%s,\"reserved\":3,\"available\":%s}"
                .formatted(after + 3, after));
  }

  @ParameterizedTest
  @CsvSource({"11, StockChanged", "5, StockChanged StockLow", "0, StockChanged StockDepleted"})
  void productThatBecomesTrackedWasInStock(long available, String types) {
    tell("INSERT", "'NewImage':%s".formatted(item(available)));

    assertThat(published).extracting(Event::type).containsExactly(types.split(" "));
  }

  @Test
  void keepsWhatIsLowFindable() {
    changed(item(20), item(10));
    changed(item(0), low(item(12)));

    assertThat(kept).containsExactly("p1 is low", "p1 is not low");
  }

  @Test
  void whatIsMarkedAlreadyIsLeft() {
    changed(low(item(8)), low(item(7)));
    changed(item(20), item(19));

    assertThat(kept).isEmpty();
  }

  @Test
  void theMarkItselfSaysNothing() {
    changed(item(8), low(item(8)));

    assertThat(published).isEmpty();
    assertThat(kept).isEmpty();
  }

  @Test
  void productThatIsNotTrackedAnyMoreSaysNothing() {
    tell("REMOVE", "'OldImage':%s".formatted(item(8)));

    assertThat(published).isEmpty();
  }

  private static String item(long available) {
    return "{'productId':{'S':'p1'},'onHand':{'N':'%s'},'reserved':{'N':'3'},'available':{'N':'%s'}}"
        .formatted(available + 3, available);
  }

  private static String low(String item) {
    return item.substring(0, item.length() - 1) + ",'low':{'S':'true'}}";
  }

  private void changed(String before, String after) {
    tell("MODIFY", "'OldImage':%s,'NewImage':%s".formatted(before, after));
  }

  private void tell(String eventName, String images) {
    Invocation.of(
        stockUpdate,
        "{'Records':[{'eventName':'%s','dynamodb':{'SequenceNumber':'42',%s}}]}"
            .formatted(eventName, images));
  }
}
