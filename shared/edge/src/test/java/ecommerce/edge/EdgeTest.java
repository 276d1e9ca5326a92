package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeTest {

  private static final String SIGNED =
      "{\"requestContext\": {\"identity\": {\"userArn\": \"arn:aws:iam::1:user/u\"}}, \"body\":"
          + " %s}";

  private final Edge edge = new Edge(new Settings(Map.of()));

  @Test
  void refusesARequestWithoutAnIamIdentityBeforeTheUseCaseSeesIt() {
    JsonNode answer =
        serve(
            "{\"requestContext\": {\"identity\": {\"userArn\": null}}, \"body\": \"{}\"}",
            (request, log) -> {
              throw new AssertionError("was asked");
            });

    assertThat(answer.path("statusCode").asInt()).isEqualTo(403);
    assertThat(message(answer)).isEqualTo("the request carries no IAM identity");
  }

  @Test
  void answers400WithWhatIsWrongWithTheInput() {
    JsonNode answer = serve(SIGNED.formatted("\"{}\""), (request, log) -> read(request));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(message(answer)).isEqualTo("name is missing");
  }

  @Test
  void answers400ForABodyThatIsMissingOrNoJson() {
    assertThat(message(serve(SIGNED.formatted("null"), (request, log) -> read(request))))
        .isEqualTo("the body is missing");
    assertThat(message(serve(SIGNED.formatted("\"{\""), (request, log) -> read(request))))
        .isEqualTo("the body is not JSON");
  }

  @Test
  void answers500WithoutAWordOfTheCause() {
    JsonNode answer =
        serve(
            SIGNED.formatted("\"{}\""),
            (request, log) -> {
              throw new IllegalStateException("the table ecommerce-x is on fire");
            });

    assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
    assertThat(answer.path("body").asText()).isEqualTo("{\"message\":\"Internal server error\"}");
  }

  @Test
  void everyAnswerHasTheCorsHeaders() {
    JsonNode answer = serve("{}", (request, log) -> read(request));

    assertThat(answer.path("headers").properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Headers",
            "Access-Control-Allow-Methods");
  }

  @Test
  void decodesABodyInBase64() {
    JsonNode answer =
        serve(
            "{\"requestContext\": {\"identity\": {\"userArn\": \"arn\"}}, \"isBase64Encoded\":"
                + " true, \"body\": \"eyJuYW1lIjoiQWRhIn0=\"}",
            (request, log) -> read(request));

    assertThat(answer.path("body").asText()).isEqualTo("{\"name\":\"Ada\"}");
  }

  @Test
  void servesAnyoneWhereTheApiIsOpen() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    InputStream event = in("{\"body\": \"{\\\"name\\\": \\\"Ada\\\"}\"}");
    edge.serveOpen(event, out, LambdaContext.named("f"), (request, log) -> read(request));

    assertThat(Json.parse(out.toString(StandardCharsets.UTF_8)).path("statusCode").asInt())
        .isEqualTo(200);
  }

  @Test
  void throwsWhatAConsumerFailsWithSoThatLambdaRetries() {
    String event = "{\"source\": \"s\", \"detail-type\": \"T\", \"resources\": [], \"detail\": {}}";

    assertThatThrownBy(
            () ->
                edge.consume(
                    in(event),
                    LambdaContext.named("f"),
                    (given, log) -> {
                      throw new Outage("down");
                    }))
        .isInstanceOf(Outage.class);
  }

  private static ApiAnswer read(ApiRequest request) {
    return ApiAnswer.ok(Json.object().put("name", request.body().text("name")));
  }

  private JsonNode serve(String event, Edge.Endpoint endpoint) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    edge.serve(in(event), out, LambdaContext.named("f"), endpoint);
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }

  private static String message(JsonNode answer) {
    return Json.parse(answer.path("body").asText()).path("message").asText();
  }

  private static InputStream in(String event) {
    return new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
  }
}
