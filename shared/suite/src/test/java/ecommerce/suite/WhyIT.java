package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import ecommerce.suite.clients.EcomCommand;
import ecommerce.suite.clients.Platform;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Denials, by the request id that the denied client was told. */
@PlatformTest
class WhyIT {

  private final Platform platform;

  WhyIT(Platform platform) {
    this.platform = platform;
  }

  /** On AWS the history has no data events. */
  @BeforeEach
  void itemsOfTablesAreInTheHistory() {
    assumeThat(platform.traces().areComplete()).as("a local environment").isTrue();
  }

  @Test
  void namesTheActionThatNoStatementAllows() {
    String requestId = denied("{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'*'}");
    assertThat(platform.denials().of(requestId)).hasSize(1);
    EcomCommand.Said said = platform.command().run("why", requestId);
    assertThat(said.status()).as(said.text()).isZero();
    assertThat(said.text())
        .contains("denied    dynamodb:DeleteItem", ":table/", ":role/why-")
        .contains("no statement of its policies allows dynamodb:DeleteItem");
  }

  @Test
  void namesTheStatementThatDenied() {
    String requestId =
        denied(
            "{'Effect':'Allow','Action':'dynamodb:*','Resource':'*'},"
                + "{'Sid':'Never','Effect':'Deny','Action':'dynamodb:DeleteItem','Resource':'*'}");
    assertThat(platform.command().run("why", requestId).text())
        .contains("denied by policy mine Never");
  }

  @Test
  void saysSoWhereNothingIsKnown() {
    EcomCommand.Said said = platform.command().run("why", "00000000-0000-0000-0000-000000000000");
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text()).contains("no denied call is known under the request id");
  }

  /** Tries to delete an item; the request id of the refusal. */
  private String denied(String statements) {
    AtomicReference<String> requestId = new AtomicReference<>();
    String table = platform.parameters().get("orders/table/name");
    platform
        .denials()
        .withRole(
            "{'Version':'2012-10-17','Statement':[" + statements + "]}",
            tables ->
                requestId.set(
                    catchThrowableOfType(
                            DynamoDbException.class,
                            () ->
                                tables.deleteItem(
                                    delete ->
                                        delete
                                            .tableName(table)
                                            .key(
                                                Map.of("orderId", AttributeValue.fromS("nobody")))))
                        .requestId()));
    return requestId.get();
  }
}
