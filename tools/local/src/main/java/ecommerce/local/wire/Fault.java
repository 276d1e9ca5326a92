package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An error that a caller gets, for the codes that have no exception class in the SDK ({@code
 * ValidationException}, {@code SerializationException} …). Where there is a class, services throw
 * that: the wire understands both.
 */
public final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final int status;
  private final transient ObjectNode details;

  public Fault(String code, int status, String message) {
    this(code, status, message, JsonNodeFactory.instance.objectNode());
  }

  /**
   * @param details further members of the error, beside its message
   */
  public Fault(String code, int status, String message, JsonNode details) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.details = details.deepCopy();
  }

  /** Input that does not satisfy the operation's constraints. */
  public static Fault validation(String message) {
    return new Fault("ValidationException", 400, message);
  }

  public String code() {
    return code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  public ObjectNode details() {
    return details;
  }
}
