package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** A service with its operations, by name and, for REST, by method and path. */
final class ServiceEntry implements Operations {

  /** An operation that a path selected, with its parameters. */
  record RestMatch(Operation operation, Map<String, String> parameters) {}

  private record Bound(RestBinding binding, Operation operation) {}

  private final Protocol protocol;
  private final Map<String, Operation> operations = new HashMap<>();
  private final List<Bound> bindings = new ArrayList<>();
  private final List<XmlBinding> xmlBindings = new ArrayList<>();

  ServiceEntry(AwsService service) {
    this.protocol = service.protocol();
    service.declare(this);
    bindings.sort(
        Comparator.comparingInt((Bound bound) -> bound.binding().fixedCharacters()).reversed());
  }

  Protocol protocol() {
    return protocol;
  }

  Optional<Operation> operation(String name) {
    return Optional.ofNullable(operations.get(name));
  }

  Optional<RestMatch> match(HttpRequest request) {
    for (Bound bound : bindings) {
      Optional<Map<String, String>> parameters = bound.binding().match(request);
      if (parameters.isPresent()) {
        return Optional.of(new RestMatch(bound.operation(), parameters.get()));
      }
    }
    return Optional.empty();
  }

  @Override
  public <B extends SdkPojo & SdkBuilder<B, Q>, Q> void on(
      Supplier<B> request, Access<Q> access, BiFunction<Call, Q, ? extends SdkPojo> handler) {
    Class<?> requestClass = request.get().build().getClass();
    String name = requestClass.getSimpleName().replaceFirst("Request$", "");
    Operation operation =
        new Operation.Typed<>(protocol.signingName(), name, request, access, handler);
    operations.put(name, operation);
    if (protocol instanceof Protocol.RestJson) {
      bindings.add(new Bound(RestBinding.of(requestClass), operation));
    }
    if (protocol instanceof Protocol.RestXml) {
      xmlBindings.add(XmlBinding.of(requestClass, operation, request.get()));
    }
  }

  @Override
  public <B extends SdkPojo & SdkBuilder<B, Q>, Q> void onBytes(
      Supplier<B> request, Access<Q> access, Streaming<Q> handler) {
    Class<?> requestClass = request.get().build().getClass();
    String name = requestClass.getSimpleName().replaceFirst("Request$", "");
    Operation operation =
        new Operation.Bytes<>(
            new Operation.Typed<>(
                protocol.signingName(), name, request, access, (call, any) -> null),
            handler);
    operations.put(name, operation);
    xmlBindings.add(XmlBinding.of(requestClass, operation, request.get()));
  }

  /** The operation that fits a request best. */
  Optional<XmlBinding> match(XmlRequest request) {
    return xmlBindings.stream()
        .filter(binding -> binding.fits(request))
        .max(Comparator.comparingInt(XmlBinding::specificity));
  }

  @Override
  public void onJson(
      String operation, Access<ObjectNode> access, BiFunction<Call, ObjectNode, JsonNode> handler) {
    operations.put(operation, new Operation.Json(operation, access, handler));
  }
}
