package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.RestApi;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class PaymentApiIT {

  private final RestApi api;
  private final PaymentCompany company;

  PaymentApiIT(Platform platform) {
    this.api = platform.api("payment");
    this.company = platform.paymentCompany();
  }

  private JsonNode validate(String token, long total) {
    return api.post("/backend/validate", Json.object("paymentToken", token, "total", total)).ok();
  }

  @Test
  void acceptsATokenUpToItsAmount() {
    String token = company.preauthorise(2500);
    assertThat(validate(token, 2500)).isEqualTo(Json.object("ok", true));
    assertThat(validate(token, 0)).isEqualTo(Json.object("ok", true));
    assertThat(validate(token, 2501)).isEqualTo(Json.object("ok", false));
  }

  @Test
  void doesNotAcceptATokenThatIsUnknownOrUsed() {
    assertThat(validate(UUID.randomUUID().toString(), 0)).isEqualTo(Json.object("ok", false));
    String captured = company.preauthorise(2500);
    company.process(captured);
    assertThat(validate(captured, 2500)).isEqualTo(Json.object("ok", false));
  }

  @Test
  void acceptsNothingForATokenOfNothing() {
    String token = company.preauthorise(0);
    assertThat(validate(token, 0)).isEqualTo(Json.object("ok", true));
    assertThat(validate(token, 1)).isEqualTo(Json.object("ok", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"paymentToken", "total"})
  void namesAFieldThatIsMissing(String field) {
    ObjectNode request = Json.object("paymentToken", "any", "total", 5);
    request.remove(field);
    assertThat(api.post("/backend/validate", request).message(400)).contains(field);
  }

  @Test
  void namesAFieldThatIsWrong() {
    assertThat(refusal(Json.object("paymentToken", 5, "total", 5))).contains("paymentToken");
    assertThat(refusal(Json.object("paymentToken", "any", "total", -1))).contains("total");
    assertThat(refusal(Json.object("paymentToken", "any", "total", "5"))).contains("total");
    assertThat(refusal(Json.object("paymentToken", "any", "total", true))).contains("total");
  }

  private String refusal(ObjectNode request) {
    return api.post("/backend/validate", request).message(400);
  }
}
