package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Takes the operations of one service. */
public interface Operations {

  /**
   * An operation with the SDK's own model classes: {@code on(PutEventsRequest::builder, access,
   * (call, request) -> …)}. Its name is that of the request class.
   */
  <B extends SdkPojo & SdkBuilder<B, Q>, Q> void on(
      Supplier<B> request, Access<Q> access, BiFunction<Call, Q, ? extends SdkPojo> handler);

  /** An operation of a JSON service whose request and answer are passed on as trees. */
  void onJson(
      String operation, Access<ObjectNode> access, BiFunction<Call, ObjectNode, JsonNode> handler);

  /**
   * An operation whose request or answer carries bytes beside its members ({@code PutObject},
   * {@code GetObject}). It cannot be called in process.
   */
  <B extends SdkPojo & SdkBuilder<B, Q>, Q> void onBytes(
      Supplier<B> request, Access<Q> access, Streaming<Q> handler);

  /** Runs such an operation. */
  @FunctionalInterface
  interface Streaming<Q> {
    Streamed run(Call call, Q request, byte[] body);
  }
}
