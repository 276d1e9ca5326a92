package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.Permission;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One operation of a service, from its request to its answer. */
sealed interface Operation {

  String name();

  /** The request and answer are the SDK's model objects. */
  record Typed<Q>(
      String service,
      String name,
      Supplier<? extends SdkPojo> builder,
      Access<Q> access,
      BiFunction<Call, Q, ? extends SdkPojo> handler)
      implements Operation {

    /** Builds, checks what is required, authorises, runs. */
    SdkPojo run(Call call, SdkPojo filled, Authorizer authorizer) {
      return handler.apply(call, authorised(call, filled, authorizer));
    }

    private Q authorised(Call call, SdkPojo filled, Authorizer authorizer) {
      @SuppressWarnings("unchecked") // The builder is of the request's own class.
      Q request = ((SdkBuilder<?, Q>) filled).build();
      RequiredMembers.check(service, name, (SdkPojo) request);
      authorise(call.caller(), access.of(request), authorizer);
      return request;
    }
  }

  /** As {@link Typed}, with bytes beside the members. */
  record Bytes<Q>(Typed<Q> typed, Operations.Streaming<Q> handler) implements Operation {

    @Override
    public String name() {
      return typed.name();
    }

    Streamed run(Call call, SdkPojo filled, byte[] body, Authorizer authorizer) {
      return handler.run(call, typed.authorised(call, filled, authorizer), body);
    }
  }

  /** The request and answer are JSON, passed on. */
  record Json(
      String name, Access<ObjectNode> access, BiFunction<Call, ObjectNode, JsonNode> handler)
      implements Operation {

    JsonNode run(Call call, ObjectNode request, Authorizer authorizer) {
      authorise(call.caller(), access.of(request), authorizer);
      return handler.apply(call, request);
    }
  }

  private static void authorise(
      Identity caller, List<Permission> permissions, Authorizer authorizer) {
    if (caller instanceof Identity.Anonymous && !permissions.isEmpty()) {
      throw new Fault("MissingAuthenticationTokenException", 403, "Missing Authentication Token");
    }
    permissions.forEach(permission -> authorizer.require(caller, permission));
  }
}
