package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Shapes;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

/** What DynamoDB Local refuses, in the words of AWS. */
final class EngineFaults {

  private static final Logger LOG = LoggerFactory.getLogger("aws.dynamodb");

  private final Names names;
  private final DynamoDbObjectMapper engineMapper = new DynamoDbObjectMapper();
  private final ObjectMapper mapper = new ObjectMapper();

  EngineFaults(Names names) {
    this.names = names;
  }

  Fault of(RuntimeException e) {
    return switch (e) {
      case Fault fault -> fault;
      case DynamoDBLocalServiceException refused -> refused(refused);
      case AwsServiceException refused -> plain(refused, JsonNodeFactory.instance.objectNode());
      // The engine checks less than AWS does before it works: what it stumbles over is a request
      // that AWS refuses.
      case NullPointerException _,
          IllegalArgumentException _,
          ClassCastException _,
          IndexOutOfBoundsException _ -> {
        LOG.warn("the engine stumbled over a request", e);
        yield Fault.validation("One or more parameter values were invalid: " + e.getMessage());
      }
      default -> {
        LOG.error("the engine failed", e);
        yield new Fault(
            "InternalServerError",
            500,
            "The request processing has failed because of an unknown error");
      }
    };
  }

  private Fault refused(DynamoDBLocalServiceException e) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    if (e.getCancellationReasons() != null && !e.getCancellationReasons().isEmpty()) {
      e.getCancellationReasons()
          .forEach(reason -> details.withArray("CancellationReasons").add(Shapes.toJson(reason)));
    }
    if (e.getItem() != null && !e.getItem().isEmpty()) {
      details.set("Item", item(e.getItem()));
    }
    return plain(e, details);
  }

  private Fault plain(AwsServiceException e, ObjectNode details) {
    String code =
        e.awsErrorDetails() == null ? "ValidationException" : e.awsErrorDetails().errorCode();
    String message =
        e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage();
    int status = e.statusCode() == 0 ? 400 : e.statusCode();
    if (message.startsWith("Cannot do operations on a non-existent table")) {
      message = "Requested resource not found";
    }
    return new Fault(code, status, names.told(message), details);
  }

  private ObjectNode item(Map<String, ?> item) {
    try {
      return (ObjectNode) mapper.readTree(engineMapper.writeValueAsString(item));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("the engine's item cannot be read", e);
    }
  }
}
