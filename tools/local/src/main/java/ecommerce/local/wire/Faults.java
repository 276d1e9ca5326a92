package ecommerce.local.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.AccessDenied;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** Whatever went wrong, as the {@link Fault} that the caller is told. */
public final class Faults {

  private static final Logger LOG = LoggerFactory.getLogger("aws.wire");

  private static final Set<String> SHORT_CODES =
      Set.of("ssm", "sqs", "iam", "sts", "cloudformation");

  private Faults() {}

  /**
   * What is not understood is logged with its cause and told as an internal failure, without it.
   */
  public static Fault of(RuntimeException e) {
    return switch (e) {
      case Fault fault -> fault;
      case AccessDenied denied -> new Fault("AccessDeniedException", 403, denied.getMessage());
      case AwsServiceException service -> modelled(service);
      default -> {
        LOG.error("an operation failed", e);
        yield new Fault("InternalFailure", 500, "An internal error occurred.");
      }
    };
  }

  /** Most services name their errors as the SDK's classes; these leave out the word Exception. */
  private static String code(AwsServiceException e) {
    String name = e.getClass().getSimpleName();
    String service =
        e.getClass()
            .getPackageName()
            .replace("software.amazon.awssdk.services.", "")
            .replace(".model", "");
    return SHORT_CODES.contains(service) ? name.replaceFirst("Exception$", "") : name;
  }

  private static Fault modelled(AwsServiceException e) {
    String code = code(e);
    String message = e.getMessage();
    if (e.awsErrorDetails() != null) {
      code = e.awsErrorDetails().errorCode() == null ? code : e.awsErrorDetails().errorCode();
      message =
          e.awsErrorDetails().errorMessage() == null ? message : e.awsErrorDetails().errorMessage();
    }
    ObjectNode details = e instanceof SdkPojo pojo ? ShapeWriter.object(pojo) : null;
    int status = e.statusCode() == 0 ? 400 : e.statusCode();
    return details == null
        ? new Fault(code, status, message)
        : new Fault(code, status, message, details);
  }
}
