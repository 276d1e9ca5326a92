package ecommerce.payment3p.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.payment3p.model.Acquirer;
import ecommerce.payment3p.model.MemoryTokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentsTest {

  private final Payments payments =
      new Payments(new Edge(new Settings(Map.of())), new Acquirer(new MemoryTokens(), () -> "t"));

  @Test
  void leadsATokenThroughItsLife() {
    assertThat(ok("/preauth", "{'cardNumber':'1234567890123456','amount':100}"))
        .isEqualTo(json("{'paymentToken':'t'}"));
    assertThat(ok("/check", "{'paymentToken':'t','amount':100}")).isEqualTo(json("{'ok':true}"));
    assertThat(ok("/updateAmount", "{'paymentToken':'t','amount':90}"))
        .isEqualTo(json("{'ok':true}"));
    assertThat(ok("/updateAmount", "{'paymentToken':'t','amount':91}"))
        .isEqualTo(json("{'ok':false}"));
    assertThat(ok("/processPayment", "{'paymentToken':'t'}"))
        .isEqualTo(json("{'ok':true,'amount':90}"));
    assertThat(ok("/check", "{'paymentToken':'t','amount':0}")).isEqualTo(json("{'ok':false}"));
    assertThat(ok("/cancelPayment", "{'paymentToken':'t'}")).isEqualTo(json("{'ok':false}"));
    assertThat(ok("/refundPayment", "{'paymentToken':'t','amount':40}"))
        .isEqualTo(json("{'ok':true}"));
    assertThat(ok("/refundPayment", "{'paymentToken':'t','amount':51}"))
        .isEqualTo(json("{'ok':false}"));
    assertThat(ok("/refundPayment", "{'paymentToken':'t'}")).isEqualTo(json("{'ok':true}"));
  }

  @Test
  void refundsOnceForEachIdAndSaysWhereTheTokenStands() {
    assertThat(ok("/status", "{'paymentToken':'t'}")).isEqualTo(json("{'status':'UNKNOWN'}"));
    ok("/preauth", "{'cardNumber':'1234567890123456','amount':100}");
    assertThat(ok("/status", "{'paymentToken':'t'}"))
        .isEqualTo(json("{'status':'AUTHORISED','amount':100}"));
    ok("/processPayment", "{'paymentToken':'t'}");
    String refund = "{'paymentToken':'t','amount':40,'refundId':'r1'}";
    assertThat(ok("/refundPayment", refund)).isEqualTo(json("{'ok':true}"));
    assertThat(ok("/refundPayment", refund)).isEqualTo(json("{'ok':true}"));
    assertThat(ok("/refundPayment", "{'paymentToken':'t','amount':41,'refundId':'r1'}"))
        .isEqualTo(json("{'ok':false}"));
    assertThat(ok("/status", "{'paymentToken':'t'}"))
        .isEqualTo(json("{'status':'CAPTURED','amount':100,'refunded':40}"));
  }

  @Test
  void refusesARefundIdThatIsNone() {
    assertThat(refused("/refundPayment", "{'paymentToken':'t','refundId':1}"))
        .isEqualTo("refundId is not a string");
    assertThat(refused("/refundPayment", "{'paymentToken':'t','refundId':''}"))
        .isEqualTo("refundId is empty");
    assertThat(
            refused(
                "/refundPayment",
                "{'paymentToken':'t','refundId':'%s'}".formatted("r".repeat(201))))
        .isEqualTo("refundId has more than 200 characters");
  }

  @Test
  void releasesAnAuthorisation() {
    ok("/preauth", "{'cardNumber':'1234567890123456','amount':0}");
    assertThat(ok("/cancelPayment", "{'paymentToken':'t'}"))
        .isEqualTo(json("{'ok':true,'amount':0}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'amount':1}                                    | cardNumber is missing
          {'cardNumber':null,'amount':1}                  | cardNumber is missing
          {'cardNumber':1234567890123456,'amount':1}      | cardNumber is not a string
          {'cardNumber':'','amount':1}                    | cardNumber is not 16 digits
          {'cardNumber':'123456789012345','amount':1}     | cardNumber is not 16 digits
          {'cardNumber':'12345678901234567','amount':1}   | cardNumber is not 16 digits
          {'cardNumber':'123456789012345a','amount':1}    | cardNumber is not 16 digits
          {'cardNumber':'1234567890123456'}               | amount is missing
          {'cardNumber':'1234567890123456','amount':'1'}  | amount is not a number
          {'cardNumber':'1234567890123456','amount':true} | amount is not a number
          {'cardNumber':'1234567890123456','amount':-1}   | amount is negative
          {'cardNumber':'1234567890123456','amount':1.5}  | amount is not a whole number
          {'cardNumber':'1234567890123456','amount':1e99} | amount is too large
          not json                                        | the body is not JSON
          []                                              | the body is not a JSON object
          """)
  void refusesPreauthorisationAndSaysWhy(String body, String message) {
    assertThat(refused("/preauth", body)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/check",
        "/updateAmount",
        "/processPayment",
        "/cancelPayment",
        "/refundPayment",
        "/status"
      })
  void refusesMissingOrWrongToken(String path) {
    assertThat(refused(path, "{'amount':1}")).isEqualTo("paymentToken is missing");
    assertThat(refused(path, "{'paymentToken':1,'amount':1}"))
        .isEqualTo("paymentToken is not a string");
    assertThat(refused(path, "")).isEqualTo("the body is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/check", "/updateAmount", "/refundPayment"})
  void refusesWrongAmount(String path) {
    assertThat(refused(path, "{'paymentToken':'t','amount':'1'}"))
        .isEqualTo("amount is not a number");
    assertThat(refused(path, "{'paymentToken':'t','amount':-1}")).isEqualTo("amount is negative");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/check", "/updateAmount"})
  void refusesMissingAmount(String path) {
    assertThat(refused(path, "{'paymentToken':'t'}")).isEqualTo("amount is missing");
  }

  @Test
  void neitherCardNorTokenIsLogged() {
    PrintStream before = System.out;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      ok("/preauth", "{'cardNumber':'9999888877776666','amount':1}");
      refused("/preauth", "{'cardNumber':'99998888777766665','amount':1}");
      ok("/check", "{'paymentToken':'secret-token','amount':1}");
    } finally {
      System.setOut(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("preauth")
        .doesNotContain("99998888")
        .doesNotContain("secret");
  }

  private JsonNode ok(String path, String body) {
    JsonNode response = call(path, body);
    assertThat(response.path("statusCode").asInt()).isEqualTo(200);
    return Json.parse(response.path("body").textValue());
  }

  private String refused(String path, String body) {
    JsonNode response = call(path, body);
    assertThat(response.path("statusCode").asInt()).isEqualTo(400);
    return Json.parse(response.path("body").textValue()).path("message").textValue();
  }

  private JsonNode call(String path, String body) {
    String request =
        Json.write(
            Json.object()
                .put("httpMethod", "POST")
                .put("path", path)
                .put("body", body.replace('\'', '"')));
    Context context =
        (Context)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    payments.handleRequest(
        new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), out, context);
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }
}
