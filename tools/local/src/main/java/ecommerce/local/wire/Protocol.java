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
      return queryErrors.map(codes -> Protocol.queryError(codes, fault));
    }
  }

  /** REST with JSON bodies: the operation by method and path. */
  record RestJson(String signingName) implements Protocol {}

  /**
   * Form-encoded requests, XML answers: the operation in {@code Action}.
   *
   * @param namespace of the XML
   * @param version the API's date
   * @param errorCodes the codes of errors by their names, where they differ
   */
  record Query(String signingName, String namespace, String version, Map<String, String> errorCodes)
      implements Protocol {

    public Query(String signingName, String namespace, String version) {
      this(signingName, namespace, version, Map.of());
    }

    /**
     * The code of an error in this protocol, where the service names it otherwise in its others.
     */
    String code(Fault fault) {
      return errorCodes.getOrDefault(fault.code(), fault.code());
    }
  }

  /**
   * Smithy RPC v2 with CBOR bodies: {@code POST /service/{shape}/operation/{operation}} under the
   * header {@code smithy-protocol: rpc-v2-cbor}.
   *
   * @param shape the service's name in its model, e.g. {@code GraniteServiceVersion20100801}
   * @param queryErrors the codes of the errors in the query protocol, by their names, where they
   *     differ: clients know errors by those
   */
  record RpcCbor(String signingName, String shape, Map<String, String> queryErrors)
      implements Protocol {

    public RpcCbor {
      queryErrors = Map.copyOf(queryErrors);
    }

    /** The value of the header {@code x-amzn-query-error}. */
    String queryError(Fault fault) {
      return Protocol.queryError(queryErrors, fault);
    }
  }

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

  private static String queryError(Map<String, String> codes, Fault fault) {
    String plain = fault.code().replaceFirst("Exception$", "");
    String code = codes.getOrDefault(fault.code(), codes.getOrDefault(plain, plain));
    return code + (fault.status() < 500 ? ";Sender" : ";Receiver");
  }
}
