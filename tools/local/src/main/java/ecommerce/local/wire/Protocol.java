package ecommerce.local.wire;

import java.util.Map;
import java.util.Optional;

/**
 * How a service speaks. The signing name is what the credential scope carries ({@code events},
 * {@code cognito-idp}).
 */
public sealed interface Protocol {

  String signingName();

  /**
   * AWS JSON: the operation in {@code X-Amz-Target}.
   *
   * @param targetPrefix e.g. {@code AWSEvents}
   * @param version {@code 1.0} or {@code 1.1}
   * @param queryErrors for a service that has left the query protocol, and whose clients know its
   *     errors by their older codes: those codes, by the new ones, where they differ
   */
  record AwsJson(
      String signingName,
      String targetPrefix,
      String version,
      Optional<Map<String, String>> queryErrors)
      implements Protocol {

    public AwsJson(String signingName, String targetPrefix, String version) {
      this(signingName, targetPrefix, version, Optional.empty());
    }

    public AwsJson withQueryErrors(Map<String, String> codes) {
      return new AwsJson(signingName, targetPrefix, version, Optional.of(Map.copyOf(codes)));
    }

    /** The value of the header {@code x-amzn-query-error}, where clients look for one. */
    Optional<String> queryError(Fault fault) {
      String code = fault.code().replaceFirst("Exception$", "");
      String side = fault.status() < 500 ? "Sender" : "Receiver";
      return queryErrors.map(codes -> codes.getOrDefault(code, code) + ";" + side);
    }
  }

  /** REST with JSON bodies: the operation by method and path. */
  record RestJson(String signingName) implements Protocol {}

  /**
   * Form-encoded requests, XML answers: the operation in {@code Action}.
   *
   * @param namespace of the XML
   * @param version the API's date
   */
  record Query(String signingName, String namespace, String version) implements Protocol {}

  /**
   * REST with XML bodies: the operation by method, by how far the path goes (service, bucket,
   * object), by the query and by headers. S3 alone.
   *
   * @param namespace of the XML
   * @param roots the root elements of answers, by operation
   */
  record RestXml(String signingName, String namespace, Map<String, String> roots)
      implements Protocol {

    public RestXml {
      roots = Map.copyOf(roots);
    }
  }
}
