package ecommerce.local.wire;

import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** Brings requests of the REST-XML protocol to their operations, and their errors to clients. */
final class RestXmlService {

  private final Authenticator authenticator;
  private final Authorizer authorizer;

  RestXmlService(Authenticator authenticator, Authorizer authorizer) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
  }

  HttpResponse handle(
      HttpRequest raw, Protocol.RestXml protocol, ServiceEntry service, String requestId) {
    Identity caller = authenticator.authenticate(raw, protocol.signingName());
    XmlRequest request = XmlRequest.of(Payload.decoded(raw, authenticator.chunks(raw)));
    XmlBinding binding = service.match(request).orElseThrow(() -> notOffered(raw, raw.path()));
    binding
        .foreign(request)
        .ifPresent(
            name -> {
              throw notOffered(raw, "?" + name);
            });
    Streamed answer = run(binding.operation(), new Call(caller, requestId), request);
    return RestXmlCodec.write(
        protocol, raw.method(), binding.operation().name(), answer, requestId);
  }

  private Streamed run(Operation operation, Call call, XmlRequest request) {
    return switch (operation) {
      case Operation.Typed<?> typed -> {
        SdkPojo builder = typed.builder().get();
        Set<String> members = headers(builder);
        PayloadChecksums.require(request.http(), header -> !members.contains(header));
        RestXmlCodec.read(request, builder);
        yield Streamed.of(typed.run(call, builder, authorizer));
      }
      case Operation.Bytes<?> bytes -> {
        SdkPojo builder = bytes.typed().builder().get();
        PayloadChecksums.require(request.http(), header -> true);
        RestXmlCodec.read(request, builder);
        yield bytes.run(call, builder, request.http().body(), authorizer);
      }
      case Operation.Json json -> throw new IllegalStateException(json.name() + " has no shape");
    };
  }

  /** Where a checksum is a member, the operation says what it is of. */
  private static Set<String> headers(SdkPojo shape) {
    return shape.sdkFields().stream()
        .filter(field -> field.location() == MarshallLocation.HEADER)
        .map(SdkField::locationName)
        .collect(Collectors.toSet());
  }

  private static Fault notOffered(HttpRequest request, String what) {
    return new Fault(
        "NotImplemented",
        501,
        "A header you provided implies functionality that is not implemented: "
            + request.method()
            + " "
            + what
            + " is not offered by this environment");
  }
}
