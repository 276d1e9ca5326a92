package ecommerce.local.apigateway;

import java.time.Duration;
import java.util.Map;

/** What is behind a method. */
sealed interface Integration {

  /** A function that gets the whole request and gives the whole answer. */
  record Lambda(LambdaUri uri, Duration limit) implements Integration {}

  /**
   * An answer made by API Gateway itself.
   *
   * @param requestTemplates by content type; each is JSON with a statusCode
   * @param passthrough what happens to content types without a template: WHEN_NO_MATCH,
   *     WHEN_NO_TEMPLATES, NEVER
   * @param answers by pattern of the status, or {@code default}
   */
  record Mock(Map<String, String> requestTemplates, String passthrough, Map<String, Answer> answers)
      implements Integration {}

  /** None yet: the API cannot be deployed. */
  record Missing() implements Integration {}

  /**
   * @param templates bodies by content type
   */
  record Answer(int status, Map<String, Mapping> headers, Map<String, String> templates) {}
}
