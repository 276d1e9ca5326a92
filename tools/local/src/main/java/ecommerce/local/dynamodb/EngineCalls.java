package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Shapes;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Brings JSON requests to the engine and its answers back. */
final class EngineCalls {

  private final Supplier<Engine> engine;
  private final Names names;
  private final EngineFaults faults;

  EngineCalls(Supplier<Engine> engine, Names names) {
    this.engine = engine;
    this.names = names;
    this.faults = new EngineFaults(names);
  }

  /** An operation on items: no ARNs but tables' names. */
  <B extends SdkPojo & SdkBuilder<B, Q>, Q> JsonNode items(
      ObjectNode request, Supplier<B> builder, BiFunction<Engine, Q, ? extends SdkPojo> operation) {
    names.unqualify(request);
    return run(request, builder, operation);
  }

  /** An operation on tables or streams, whose request and answer carry ARNs. */
  <B extends SdkPojo & SdkBuilder<B, Q>, Q> ObjectNode described(
      ObjectNode request, Supplier<B> builder, BiFunction<Engine, Q, ? extends SdkPojo> operation) {
    names.unqualify(request);
    names.asked(request);
    ObjectNode answer = run(request, builder, operation);
    names.told(answer);
    return answer;
  }

  private <B extends SdkPojo & SdkBuilder<B, Q>, Q> ObjectNode run(
      ObjectNode request, Supplier<B> builder, BiFunction<Engine, Q, ? extends SdkPojo> operation) {
    B filled = Shapes.fromJson(request, builder.get());
    requireMembers(filled);
    try {
      return Shapes.toJson(operation.apply(engine.get(), filled.build()));
    } catch (RuntimeException e) {
      throw faults.of(e);
    }
  }

  private static void requireMembers(SdkPojo filled) {
    for (SdkField<?> field : filled.sdkFields()) {
      if (field.containsTrait(RequiredTrait.class) && field.getValueOrDefault(filled) == null) {
        String member =
            Character.toLowerCase(field.memberName().charAt(0)) + field.memberName().substring(1);
        throw Fault.validation(
            "1 validation error detected: Value null at '"
                + member
                + "' failed to satisfy constraint: Member must not be null");
      }
    }
  }
}
