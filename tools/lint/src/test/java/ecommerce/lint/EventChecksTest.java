package ecommerce.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events: what is emitted, documented, consumed and matched. */
class EventChecksTest {

  private static final String SHOP = "shop/template.yaml";
  private static final String METADATA = "shop/metadata.yaml";
  private static final String EVENTS = "stock/resources/events.yaml";
  private static final String SOURCE =
      "stock/src/main/java/ecommerce/stock/handlers/TableUpdate.java";

  @TempDir Path folder;
  private ShopCheckout checkout;

  @BeforeEach
  void copy() throws IOException {
    checkout = ShopCheckout.in(folder.toRealPath());
  }

  @Test
  void wantsEmittedEventsDocumented() throws IOException {
    checkout
        .change(
            SOURCE,
            "    };",
            "      default -> List.of(new Event(SOURCE, \"PartDeleted\", id, item));\n    };")
        .finds(
            "events", SOURCE, "PartDeleted", "PartDeleted is emitted but not in stock/resources");
  }

  @Test
  void takesMetricsForNoEvents() throws IOException {
    checkout.change(SOURCE, "    return", "    log.count(\"PartsModified\");\n    return");
    assertThat(checkout.findings()).isEmpty();
  }

  @Test
  void wantsDocumentedEventsEmitted() throws IOException {
    checkout
        .change(SOURCE, "\"PartModified\"", "TYPE")
        .finds("events", EVENTS, "    PartModified:", "but no source of stock emits it");
  }

  @Test
  void takesPlannedEvents() throws IOException {
    checkout
        .change(SOURCE, "\"PartModified\"", "TYPE")
        .change(EVENTS, "    PartModified:\n", "    PartModified:\n      x-planned: true\n");
    assertThat(checkout.findings()).isEmpty();
  }

  @Test
  void refusesToCallPlannedWhatIsEmitted() throws IOException {
    checkout
        .change(EVENTS, "    PartModified:\n", "    PartModified:\n      x-planned: true\n")
        .finds("events", EVENTS, "    PartModified:", "take x-planned out");
  }

  @Test
  void wantsServicesToSpeakForThemselves() throws IOException {
    checkout
        .change(EVENTS, "enum: [ecommerce.stock]", "enum: [ecommerce.shop]")
        .finds("events", EVENTS, "    PartCreated:", "must have the source enum [ecommerce.stock]");
  }

  @Test
  void wantsSchemasThatAnEventCanMeet() throws IOException {
    checkout
        .change(EVENTS, "partId: {type: string}", "partId: {type: string, pattern: \"^P[0-9]+$\"}")
        .findings();
    assertThat(checkout.findings())
        .map(Finding::message)
        .isNotEmpty()
        .allMatch(text -> text.contains("give the property an example"));
  }

  @Test
  void wantsConsumedEventsDeclared() throws IOException {
    checkout
        .change(METADATA, "[PartCreated, PartModified]", "[PartModified]")
        .finds("consumes", SHOP, "Pattern:", "asks for PartCreated of stock");
  }

  @Test
  void wantsDeclaredEventsConsumed() throws IOException {
    checkout
        .change(SHOP, "detail-type: [PartCreated]", "detail-type: [PartModified]")
        .change(
            SHOP, "              detail:\n                amount: [{numeric: [\">\", 0]}]\n", "")
        .finds("consumes", METADATA, "stock: [", "no rule of the template asks for PartCreated");
  }

  @Test
  void wantsConsumedEventsDocumentedByTheirEmitter() throws IOException {
    checkout
        .change(SHOP, "[PartCreated]", "[PartCreated, PartLost]")
        .change(METADATA, "[PartCreated, PartModified]", "[PartCreated, PartModified, PartLost]")
        .finds("consumes", METADATA, "stock: [", "stock/resources/events.yaml has no PartLost");
  }

  @Test
  void wantsRulesToNameSourceAndType() throws IOException {
    checkout
        .change(
            SHOP,
            "              source: [ecommerce.stock]\n              detail-type: [PartCreated]",
            "              source: [ecommerce.stock]")
        .change(METADATA, "[PartCreated, PartModified]", "[PartModified]")
        .finds("consumes", SHOP, "Pattern:", "does not name both source and detail-type");
  }

  @Test
  void wantsRulesForEverythingDeclared() throws IOException {
    checkout
        .change(
            SHOP,
            "              source: [ecommerce.stock]\n"
                + "              detail-type: [PartCreated]\n"
                + "              detail:\n"
                + "                amount: [{numeric: [\">\", 0]}]",
            "              account: [!Ref AWS::AccountId]")
        .change(METADATA, "[PartCreated, PartModified]", "[PartModified]")
        .finds("consumes", SHOP, "Pattern:", "so it gets every event");
    checkout.change(METADATA, "consumes:\n", "consumes:\n  \"*\": [\"*\"]\n");
    assertThat(checkout.findings()).isEmpty();
  }

  @Test
  void refusesPatternsThatAreNoLists() throws IOException {
    checkout
        .change(SHOP, "amount: [{numeric: [\">\", 0]}]", "partId: P1")
        .finds("patterns", SHOP, "partId: P1", "which is no list");
  }

  @Test
  void refusesFieldsThatNoEventHas() throws IOException {
    checkout
        .change(SHOP, "new: {status:", "new: {state:")
        .finds(
            "patterns",
            SHOP,
            "new: {state:",
            "detail.new.state is not in the schema of PartModified");
  }

  @Test
  void refusesAMisspeltDetail() throws IOException {
    checkout
        .change(SHOP, "detail:\n                amount", "detial:\n                amount")
        .finds("patterns", SHOP, "amount: [{numeric", "detial.amount is not in the schema");
  }

  @Test
  void refusesValuesThatNoEventCanHave() throws IOException {
    checkout
        .change(SHOP, "[USED, {anything-but: [NEW]}]", "[USED, BROKEN]")
        .finds(
            "patterns",
            SHOP,
            "status: [USED, BROKEN]",
            "no PartModified can have detail.new.status \"BROKEN\"");
  }

  @Test
  void refusesChangesOfFieldsThatAreNotThere() throws IOException {
    checkout
        .change(SHOP, "changed: [amount]", "changed: [weight]")
        .finds("patterns", SHOP, "changed: [weight]", "detail.changed names weight");
  }

  @Test
  void refusesMatchersThatEventBridgeDoesNotKnow() throws IOException {
    checkout.change(SHOP, "amount: [{numeric: [\">\", 0]}]", "partId: [{begins-with: P}]");
    assertThat(checkout.findings())
        .map(Finding::toString)
        .isNotEmpty()
        .allMatch(text -> text.contains("[patterns] EventBridge's matching refuses"));
  }
}
