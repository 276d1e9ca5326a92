package ecommerce.local.sns;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a subscription takes what is published. Others are refused by name. */
enum Protocol {
  SQS("sqs"),
  LAMBDA("lambda"),
  HTTP("http"),
  HTTPS("https"),
  EMAIL("email"),
  EMAIL_JSON("email-json");

  private final String wire;

  Protocol(String wire) {
    this.wire = wire;
  }

  /**
   * @throws ecommerce.local.wire.Fault where it is not offered
   */
  static Protocol of(String name) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.wire.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Refusals.invalid(
                    "Protocol " + name + " is not offered by this environment: " + all() + " are"));
  }

  private static String all() {
    return Arrays.stream(values()).map(Protocol::wire).collect(Collectors.joining(", "));
  }

  String wire() {
    return wire;
  }

  boolean web() {
    return this == HTTP || this == HTTPS;
  }

  boolean mail() {
    return this == EMAIL || this == EMAIL_JSON;
  }

  /** Whether whoever owns the endpoint has to say that it wants the messages. */
  boolean confirmed() {
    return web() || mail();
  }

  /** Whether a message can come without its envelope. */
  boolean raw() {
    return web() || this == SQS;
  }
}
