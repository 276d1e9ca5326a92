package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Api;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Brings requests to operations: recognises the service by the credential scope, else by {@code
 * X-Amz-Target}; proves the caller; authorises; runs; and answers in the protocol that was asked
 * in.
 */
public final class Dispatcher implements Api {

  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final RestXmlService restXml;
  private final List<ServiceEntry> services = new ArrayList<>();

  public Dispatcher(Authenticator authenticator, Authorizer authorizer) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
    this.restXml = new RestXmlService(authenticator, authorizer);
  }

  /** To be called before the first request. */
  public void add(AwsService service) {
    services.add(new ServiceEntry(service));
  }

  /** Answers a request; never throws. */
  public HttpResponse handle(HttpRequest request) {
    String requestId = UUID.randomUUID().toString();
    return Scope.request(requestId, request.trace()).call(() -> handle(request, requestId));
  }

  private HttpResponse handle(HttpRequest request, String requestId) {
    Protocol asked = new Protocol.AwsJson("unknown", "", "1.1");
    try {
      asked = Recognition.of(request, services.stream().map(ServiceEntry::protocol).toList());
      return switch (asked) {
        case Protocol.AwsJson json -> json(request, json, requestId);
        case Protocol.Query query -> query(request, query, requestId);
        case Protocol.RestJson rest -> rest(request, rest, requestId);
        case Protocol.RpcCbor cbor -> cbor(request, cbor, requestId);
        case Protocol.RestXml xml -> restXml.handle(request, xml, entry(xml), requestId);
      };
    } catch (RuntimeException e) {
      Fault fault = Faults.of(e);
      return asked instanceof Protocol.RestXml
          ? XmlErrors.response(request, fault, requestId)
          : error(asked, AuthenticationFaults.in(asked, fault), requestId);
    }
  }

  private HttpResponse json(HttpRequest request, Protocol.AwsJson protocol, String requestId) {
    Identity caller = authenticator.authenticate(request, protocol.signingName());
    String target = request.headers().first("x-amz-target").orElse("");
    String name = target.substring(target.lastIndexOf('.') + 1);
    Operation operation = operation(protocol, name);
    JsonNode answer =
        run(operation, new Call(caller, requestId), object(JsonBody.orEmpty(request.body())));
    return respond(
        200, "application/x-amz-json-" + protocol.version(), answer.toString(), requestId);
  }

  private HttpResponse query(HttpRequest request, Protocol.Query protocol, String requestId) {
    Identity caller = authenticator.authenticate(request, protocol.signingName());
    QueryForm form = new QueryForm(request.text());
    if (!(operation(protocol, form.action()) instanceof Operation.Typed<?> typed)) {
      throw new IllegalStateException(form.action() + " has no shape");
    }
    SdkPojo builder = typed.builder().get();
    Shapes.fromTemplate(form.tree(builder), builder);
    SdkPojo answer = typed.run(new Call(caller, requestId), builder, authorizer);
    return respond(
        200, "text/xml", QueryXml.answer(protocol, typed.name(), answer, requestId), requestId);
  }

  private HttpResponse cbor(HttpRequest request, Protocol.RpcCbor protocol, String requestId) {
    Identity caller = authenticator.authenticate(request, protocol.signingName());
    String name = RpcCborCodec.operation(request, protocol);
    if (!(operation(protocol, name) instanceof Operation.Typed<?> typed)) {
      throw new IllegalStateException(name + " has no shape");
    }
    SdkPojo builder = RpcCborCodec.read(request, typed.builder().get());
    return RpcCborCodec.answer(
        typed.run(new Call(caller, requestId), builder, authorizer), requestId);
  }

  private HttpResponse rest(HttpRequest request, Protocol.RestJson protocol, String requestId) {
    Identity caller = authenticator.authenticate(request, protocol.signingName());
    for (ServiceEntry service : services) {
      if (service.protocol() instanceof Protocol.RestJson rest
          && rest.signingName().equals(protocol.signingName())) {
        Optional<ServiceEntry.RestMatch> match = service.match(request);
        if (match.isPresent() && match.get().operation() instanceof Operation.Typed<?> typed) {
          SdkPojo builder = typed.builder().get();
          RestJsonCodec.read(request, match.get().parameters(), builder);
          return RestJsonCodec.write(
              typed.run(new Call(caller, requestId), builder, authorizer), requestId);
        }
      }
    }
    throw new Fault(
        "UnknownOperationException",
        404,
        protocol.signingName()
            + " has no operation "
            + request.method()
            + " "
            + request.path()
            + " in this environment");
  }

  private Operation operation(Protocol protocol, String name) {
    return entry(protocol)
        .operation(name)
        .orElseThrow(
            () ->
                new Fault(
                    "UnknownOperationException",
                    400,
                    "Operation "
                        + name
                        + " of "
                        + protocol.signingName()
                        + " is not offered by this environment"));
  }

  private ServiceEntry entry(Protocol protocol) {
    return services.stream()
        .filter(service -> service.protocol().equals(protocol))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode run(Operation operation, Call call, ObjectNode request) {
    return switch (operation) {
      case Operation.Json json -> json.run(call, request, authorizer);
      case Operation.Typed<?> typed ->
          ShapeWriter.object(
              typed.run(call, Shapes.fromJson(request, typed.builder().get()), authorizer));
      case Operation.Bytes<?> bytes ->
          throw new Fault(
              "UnknownOperationException",
              400,
              bytes.name() + " carries bytes and cannot be called in process");
    };
  }

  private static ObjectNode object(JsonNode body) {
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw new Fault("SerializationException", 400, "The request body is not a JSON object");
  }

  @Override
  public JsonNode call(Identity caller, String service, String operation, JsonNode request) {
    Operation found =
        services.stream()
            .filter(entry -> name(entry.protocol()).equals(service))
            .flatMap(entry -> entry.operation(operation).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new Fault(
                        "UnknownOperationException",
                        400,
                        service + " has no operation " + operation));
    String requestId = Scope.current().requestId().orElse(UUID.randomUUID().toString());
    try {
      return run(found, new Call(caller, requestId), object(request));
    } catch (RuntimeException e) {
      throw Faults.of(e);
    }
  }

  /** DynamoDB's streams share the signing name of its tables. */
  private static String name(Protocol protocol) {
    return protocol instanceof Protocol.AwsJson json
            && json.targetPrefix().startsWith("DynamoDBStreams")
        ? "dynamodbstreams"
        : protocol.signingName();
  }

  private static HttpResponse respond(int status, String type, String body, String requestId) {
    return new HttpResponse(
        status,
        Headers.of("Content-Type", type, "x-amzn-RequestId", requestId),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse error(Protocol asked, Fault fault, String requestId) {
    if (asked instanceof Protocol.RpcCbor cbor) {
      return RpcCborCodec.error(cbor, fault, requestId);
    }
    if (asked instanceof Protocol.Query query) {
      return respond(
          fault.status(), "text/xml", QueryXml.error(query, fault, requestId), requestId);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", fault.code());
    body.put("message", fault.getMessage());
    fault
        .details()
        .properties()
        .forEach(detail -> body.putIfAbsent(detail.getKey(), detail.getValue()));
    HttpResponse response = respond(fault.status(), "application/json", body.toString(), requestId);
    response.headers().values().put("x-amzn-errortype", List.of(fault.code()));
    if (asked instanceof Protocol.AwsJson json) {
      json.queryError(fault)
          .ifPresent(
              error -> response.headers().values().put("x-amzn-query-error", List.of(error)));
    }
    return response;
  }
}
