package ecommerce.local.wire;

/** How a service speaks. The signing name is what the credential scope carries ({@code events}, {@code cognito-idp}). */
public sealed interface Protocol {

  String signingName();

  /**
   * AWS JSON: the operation in {@code X-Amz-Target}.
   *
   * @param targetPrefix e.g. {@code AWSEvents}
   * @param version {@code 1.0} or {@code 1.1}
   */
  record AwsJson(String signingName, String targetPrefix, String version) implements Protocol {}

  /** REST with JSON bodies: the operation by method and path. */
  record RestJson(String signingName) implements Protocol {}

  /**
   * Form-encoded requests, XML answers: the operation in {@code Action}.
   *
   * @param namespace of the XML
   * @param version the API's date
   */
  record Query(String signingName, String namespace, String version) implements Protocol {}
}
