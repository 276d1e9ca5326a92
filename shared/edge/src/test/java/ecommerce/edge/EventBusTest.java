package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventBusTest {

  private final BusDouble bus = new BusDouble();
  private final EventBus events = new EventBus(bus, "bus");

  @Test
  void primesWithADetailThatNoBusTakes() {
    BusDouble client = new BusDouble().refusing("{", 1);
    new EventBus(client, "bus").prime();

    assertThat(client.calls).containsExactly(List.of("{"));
    assertThat(client.taken).isEmpty();
  }

  @Test
  void sendsAgainOnlyWhatTheBusRefused() {
    bus.refusing(detail(2), 1);

    assertThat(events.publish(List.of(event("a", 1), event("b", 2), event("c", 3)))).isEmpty();

    assertThat(bus.calls)
        .containsExactly(List.of(detail(1), detail(2), detail(3)), List.of(detail(2)));
  }

  @Test
  void givesBackWhatIsRefusedEachTime() {
    bus.refusing(detail(2), 100);
    Event refused = event("b", 2);

    assertThat(events.publish(List.of(event("a", 1), refused))).containsExactly(refused);

    assertThat(bus.taken).containsExactly(detail(1));
  }

  @Test
  void keepsTheOrderOfAResourceThroughARefusal() {
    bus.refusing(detail(1), 2);

    assertThat(events.publish(List.of(event("a", 1), event("a", 2), event("b", 3), event("a", 4))))
        .isEmpty();

    assertThat(bus.taken)
        .containsSubsequence(detail(1), detail(2), detail(4))
        .contains(detail(3))
        .hasSize(4);
  }

  @Test
  void neverSendsALaterEventOfAResourceWhoseEarlierOneWasRefused() {
    bus.refusing(detail(1), 100);
    Event first = event("a", 1);
    Event second = event("a", 2);

    assertThat(events.publish(List.of(first, second, event("b", 3))))
        .containsExactly(first, second);

    assertThat(bus.taken).containsExactly(detail(3));
  }

  @Test
  void sendsAgainWhatFailedAsAWhole() {
    bus.down(1);

    assertThat(events.publish(List.of(event("a", 1)))).isEmpty();

    assertThat(bus.calls).hasSize(2);
  }

  @Test
  void saysInTheLogWhyTheBusDidNotTakeAnEventAndNothingOfItsDetail() {
    bus.refusing(detail(2), 1);
    PrintStream console = System.out;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      events.publish(List.of(event("a", 1), event("b", 2)));
    } finally {
      System.setOut(console);
    }

    assertThat(log.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "{\"level\":\"WARN\",\"putEvents\":\"ThrottlingException\",\"refused\":1}");
  }

  @Test
  void sendsTenEventsACallAtMost() {
    events.publish(IntStream.range(0, 21).mapToObj(i -> event("r" + i, i)).toList());

    assertThat(bus.calls).extracting(List::size).containsExactly(10, 10, 1);
  }

  @Test
  void countsTheBytesOfACallAndNotItsLetters() {
    String text = "Ж".repeat(70_000);
    List<Event> large =
        IntStream.range(0, 3)
            .mapToObj(i -> new Event("s", "T", "r" + i, Json.object().put("t", text)))
            .toList();

    events.publish(large);

    assertThat(bus.calls).extracting(List::size).containsExactly(1, 1, 1);
  }

  @Test
  void sendsNothingForNothing() {
    assertThat(events.publish(List.of())).isEmpty();

    assertThat(bus.calls).isEmpty();
  }

  private static Event event(String resource, int number) {
    return new Event(
        "ecommerce.orders", "OrderModified", resource, Json.object().put("number", number));
  }

  private static String detail(int number) {
    return "{\"number\":" + number + "}";
  }
}
