package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Answer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.PaymentCompany;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Table;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class PaymentCompanyIT {

  private final PaymentCompany company;
  private final Table table;

  PaymentCompanyIT(Platform platform) {
    this.company = platform.paymentCompany();
    this.table = platform.table("payment-3p");
  }

  private Optional<ObjectNode> item(String token) {
    return table.get("paymentToken", token);
  }

  @Test
  void keepsNothingButTokenAndAmountOfAnAuthorisation() {
    String token = company.preauthorise(2500);
    assertThat(item(token)).contains(Json.object("paymentToken", token, "amount", 2500));
    assertThat(company.preauthorise(2500)).isNotEqualTo(token);
  }

  @Test
  void checksUpToTheAuthorisedAmount() {
    String token = company.preauthorise(2500);
    assertThat(company.check(token, 2500)).isTrue();
    assertThat(company.check(token, 0)).isTrue();
    assertThat(company.check(token, 2501)).isFalse();
    assertThat(company.check(UUID.randomUUID().toString(), 0)).isFalse();
  }

  @Test
  void changesTheAmountUpToWhatIsAuthorised() {
    String token = company.preauthorise(2500);
    assertThat(company.updateAmount(token, 2501)).isFalse();
    assertThat(company.updateAmount(token, 2000)).isTrue();
    assertThat(item(token)).contains(Json.object("paymentToken", token, "amount", 2000));
    assertThat(company.check(token, 2001)).isFalse();
    assertThat(company.updateAmount(token, 2000)).isTrue();
    assertThat(company.updateAmount(token, 2500)).isFalse();
    assertThat(company.updateAmount(UUID.randomUUID().toString(), 0)).isFalse();
  }

  @Test
  void capturesOnceAndRemembersIt() {
    String token = company.preauthorise(2500);
    assertThat(company.process(token)).isTrue();
    assertThat(item(token)).isEmpty();
    assertThat(company.check(token, 0)).isFalse();
    assertThat(company.process(token)).isTrue();
    assertThat(company.cancel(token)).isFalse();
    assertThat(company.updateAmount(token, 1)).isFalse();
  }

  @Test
  void releasesOnceAndRemembersIt() {
    String token = company.preauthorise(2500);
    assertThat(company.cancel(token)).isTrue();
    assertThat(item(token)).isEmpty();
    assertThat(company.check(token, 0)).isFalse();
    assertThat(company.cancel(token)).isTrue();
    assertThat(company.process(token)).isFalse();
    assertThat(company.refundAll(token)).isFalse();
  }

  @Test
  void knowsNoTokenThatItNeverGaveOut() {
    String unknown = UUID.randomUUID().toString();
    assertThat(company.process(unknown)).isFalse();
    assertThat(company.cancel(unknown)).isFalse();
    assertThat(company.refundAll(unknown)).isFalse();
    assertThat(company.refund(unknown, 0)).isFalse();
  }

  @Test
  void takesAnItemThatAClientWroteForAnAuthorisedToken() {
    String token = "written-" + UUID.randomUUID();
    table.put(Json.object("paymentToken", token, "amount", 2500));
    assertThat(company.check(token, 2500)).isTrue();
    assertThat(company.updateAmount(token, 2400)).isTrue();
    assertThat(company.process(token)).isTrue();
    assertThat(company.refund(token, 2401)).isFalse();
    assertThat(company.refund(token, 2400)).isTrue();
  }

  @Test
  void refundsNeverMoreThanWasCaptured() {
    String token = company.preauthorise(1000);
    assertThat(company.refund(token, 1)).as("before it is captured").isFalse();
    company.process(token);
    assertThat(company.refund(token, 1001)).isFalse();
    assertThat(company.refund(token, 600)).isTrue();
    assertThat(company.refund(token, 401)).isFalse();
    assertThat(company.refund(token, 400)).isTrue();
    assertThat(company.refund(token, 1)).isFalse();
    assertThat(company.process(token)).as("still captured").isTrue();
  }

  @Test
  void refundsTheWholeWhereNoAmountIsGiven() {
    String token = company.preauthorise(1000);
    company.process(token);
    assertThat(company.refundAll(token)).isTrue();
    assertThat(company.refund(token, 1)).isFalse();
    assertThat(company.refundAll(token)).as("what has already happened").isTrue();
  }

  @Test
  void takesNothingForAnAmount() {
    String token = company.preauthorise(0);
    assertThat(company.check(token, 0)).isTrue();
    assertThat(company.process(token)).isTrue();
    assertThat(company.check(token, 0)).isFalse();
  }

  @Test
  void doesNotKeepTheCardNumber() {
    String token = company.preauthorise(5);
    assertThat(item(token).orElseThrow().toString()).doesNotContain(PaymentCompany.CARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/preauth",
        "/check",
        "/updateAmount",
        "/processPayment",
        "/cancelPayment",
        "/refundPayment"
      })
  void refusesABodyThatIsNoJsonObjectAndOtherMethods(String call) {
    assertThat(company.api().post(call, "{").message(400)).isNotBlank();
    assertThat(company.api().post(call, "[]").message(400)).isNotBlank();
    assertThat(company.api().post(call, "").message(400)).isNotBlank();
    Answer get = company.api().get(call);
    assertThat(get.status()).isBetween(400, 499);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /preauth        | cardNumber   | {"amount": 5}
          /preauth        | cardNumber   | {"cardNumber": null, "amount": 5}
          /preauth        | cardNumber   | {"cardNumber": 1234567890123456, "amount": 5}
          /preauth        | cardNumber   | {"cardNumber": "123456789012345", "amount": 5}
          /preauth        | cardNumber   | {"cardNumber": "12345678901234567", "amount": 5}
          /preauth        | cardNumber   | {"cardNumber": "123456789012345x", "amount": 5}
          /preauth        | cardNumber   | {"cardNumber": "1234 5678 9012 3456", "amount": 5}
          /preauth        | cardNumber   | {"cardNumber": "", "amount": 5}
          /preauth        | amount       | {"cardNumber": "1234567890123456"}
          /preauth        | amount       | {"cardNumber": "1234567890123456", "amount": "5"}
          /preauth        | amount       | {"cardNumber": "1234567890123456", "amount": -1}
          /preauth        | amount       | {"cardNumber": "1234567890123456", "amount": true}
          /preauth        | amount       | {"cardNumber": "1234567890123456", "amount": null}
          /check          | paymentToken | {"amount": 5}
          /check          | paymentToken | {"paymentToken": 5, "amount": 5}
          /check          | amount       | {"paymentToken": "x"}
          /check          | amount       | {"paymentToken": "x", "amount": "5"}
          /check          | amount       | {"paymentToken": "x", "amount": -1}
          /updateAmount   | paymentToken | {"amount": 5}
          /updateAmount   | paymentToken | {"paymentToken": [], "amount": 5}
          /updateAmount   | amount       | {"paymentToken": "x"}
          /updateAmount   | amount       | {"paymentToken": "x", "amount": {}}
          /updateAmount   | amount       | {"paymentToken": "x", "amount": -5}
          /processPayment | paymentToken | {}
          /processPayment | paymentToken | {"paymentToken": false}
          /cancelPayment  | paymentToken | {}
          /cancelPayment  | paymentToken | {"paymentToken": 1.5}
          /refundPayment  | paymentToken | {"amount": 5}
          /refundPayment  | paymentToken | {"paymentToken": {}}
          /refundPayment  | amount       | {"paymentToken": "x", "amount": "5"}
          /refundPayment  | amount       | {"paymentToken": "x", "amount": -5}
          """)
  void namesAFieldThatIsMissingOrWrong(String call, String field, String body) {
    assertThat(company.api().post(call, body).message(400)).contains(field);
  }
}
