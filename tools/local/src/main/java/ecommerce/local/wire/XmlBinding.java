package ecommerce.local.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * Which requests are for an operation of S3.
 *
 * @param depth how far the path goes: 0 service, 1 bucket, 2 object
 * @param fixedQuery what the query must have; with an empty value where only the name counts
 * @param requiredQuery names that the query must have besides
 * @param requiredHeaders names
 * @param knownQuery names that the operation reads
 */
record XmlBinding(
    Operation operation,
    String method,
    int depth,
    List<Entry<String, String>> fixedQuery,
    Set<String> requiredQuery,
    Set<String> requiredHeaders,
    Set<String> knownQuery) {

  static XmlBinding of(Class<?> requestClass, Operation operation, SdkPojo shape) {
    OperationInfo info = RestBinding.operation(requestClass);
    String uri = info.requestUri();
    List<Entry<String, String>> fixed =
        uri.contains("?")
            ? SigV4.parameters(uri.substring(uri.indexOf('?') + 1)).stream()
                .filter(parameter -> !parameter.getKey().equals("x-id"))
                .toList()
            : List.of();
    List<String> required = new ArrayList<>(RequiredMembers.of("s3", operation.name()));
    Set<String> requiredQuery = new HashSet<>();
    Set<String> requiredHeaders = new HashSet<>();
    Set<String> known = new HashSet<>();
    int depth = 0;
    for (SdkField<?> field : shape.sdkFields()) {
      boolean must = required.contains(field.memberName());
      MarshallLocation location = field.location();
      switch (location) {
        case PATH, GREEDY_PATH -> depth++;
        case QUERY_PARAM -> {
          known.add(field.locationName());
          if (must) {
            requiredQuery.add(field.locationName());
          }
        }
        case HEADER -> {
          if (must) {
            requiredHeaders.add(field.locationName());
          }
        }
        default -> {}
      }
    }
    return new XmlBinding(
        operation, info.httpMethod().name(), depth, fixed, requiredQuery, requiredHeaders, known);
  }

  boolean fits(XmlRequest request) {
    return request.http().method().equals(method)
        && request.depth() == depth
        && fixedQuery.stream().allMatch(fixed -> has(request, fixed))
        && requiredQuery.stream().allMatch(request::hasQuery)
        && requiredHeaders.stream()
            .allMatch(name -> request.http().headers().first(name).isPresent());
  }

  private static boolean has(XmlRequest request, Entry<String, String> fixed) {
    return fixed.getValue().isEmpty()
        ? request.hasQuery(fixed.getKey())
        : request.query().contains(fixed);
  }

  int specificity() {
    return fixedQuery.size() + requiredQuery.size() + requiredHeaders.size();
  }

  /**
   * A part of the query that names a subresource ({@code ?acl}) which this operation does not know:
   * the request means an operation that is not offered.
   */
  Optional<String> foreign(XmlRequest request) {
    return request.query().stream()
        .filter(parameter -> parameter.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(name -> !knownQuery.contains(name))
        .filter(name -> fixedQuery.stream().noneMatch(fixed -> fixed.getKey().equals(name)))
        .filter(name -> !name.regionMatches(true, 0, "x-", 0, 2))
        .findFirst();
  }
}
