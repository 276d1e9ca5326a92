package ecommerce.payment.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.payment.model.FakeCompany;
import ecommerce.testing.Invocation;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidateTest {

  private static final String CALLER = "arn:aws:iam::123456789012:user/someone";

  private final FakeCompany company = new FakeCompany();
  private final Validate validate = new Validate(new Edge(new Settings(Map.of())), company);

  @BeforeEach
  void authorise() {
    company.authorise("t1", 100);
  }

  @ParameterizedTest
  @CsvSource({"t1,100,true", "t1,0,true", "t1,101,false", "t2,100,false"})
  void asksWhetherTheTokenIsGoodForTheTotal(String token, long total, boolean ok) {
    JsonNode response = call(CALLER, "{'paymentToken':'" + token + "','total':" + total + "}");

    assertThat(response.path("statusCode").asInt()).isEqualTo(200);
    assertThat(response.path("body").asText()).isEqualTo("{\"ok\":" + ok + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'total':1}                       | paymentToken is missing
          {'paymentToken':'t1'}             | total is missing
          {'paymentToken':'t1','total':'1'} | total is not a number
          {'paymentToken':'t1','total':-1}  | total is negative
          nonsense                          | the body is not JSON
          """)
  void refusesInvalidBodyAndNamesTheField(String body, String message) {
    JsonNode response = call(CALLER, body);

    assertThat(response.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Json.parse(response.path("body").asText()).path("message").asText())
        .isEqualTo(message);
  }

  @Test
  void refusesRequestWithoutIdentity() {
    assertThat(call(null, "{'paymentToken':'t1','total':1}").path("statusCode").asInt())
        .isEqualTo(403);
  }

  @Test
  void answersFaultWhenTheCompanyIsDown() {
    company.down = true;

    assertThat(call(CALLER, "{'paymentToken':'t1','total':1}").path("statusCode").asInt())
        .isEqualTo(500);
  }

  private JsonNode call(String caller, String body) {
    var request = Json.object().put("httpMethod", "POST").put("path", "/backend/validate");
    request.put("body", body.replace('\'', '"'));
    request.putObject("requestContext").putObject("identity").put("userArn", caller);
    return Invocation.of(validate, Json.write(request));
  }
}
