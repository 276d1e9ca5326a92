package ecommerce.edge.tracing;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Every call of an AWS SDK client as a subsegment: service, operation, table, queue or function,
 * request id, status, throttles and retries. What is called goes on in the same trace, and so do
 * the events of PutEvents.
 */
public final class TracedCalls implements ExecutionInterceptor {

  private static final String HEADER = "X-Amzn-Trace-Id";
  private static final ExecutionAttribute<Subsegment> CALL =
      new ExecutionAttribute<>("ecommerce.trace");

  private final Tracer tracer;

  public TracedCalls(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    tracer
        .begin(name(service))
        .ifPresent(
            call -> {
              call.calls("aws")
                  .aws("operation", attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
              target(context.request(), call);
              attributes.putAttribute(CALL, call);
            });
  }

  /** As X-Ray names them. */
  private static String name(String service) {
    return switch (service) {
      case "DynamoDb", "DynamoDB" -> "DynamoDB";
      case "Sqs" -> "SQS";
      case "EventBridge" -> "Events";
      default -> service;
    };
  }

  private static void target(SdkRequest request, Subsegment call) {
    member(request, "TableName").ifPresent(table -> call.aws("table_name", table));
    member(request, "QueueUrl").ifPresent(queue -> call.aws("queue_url", queue));
    member(request, "FunctionName").ifPresent(name -> call.aws("function_name", name));
    if (request.getValueForField("RequestItems", Object.class).orElse(null)
            instanceof Map<?, ?> tables
        && !tables.isEmpty()) {
      call.aws("table_name", String.valueOf(tables.keySet().iterator().next()));
    }
  }

  private static Optional<String> member(SdkRequest request, String name) {
    return request.getValueForField(name, String.class);
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    Subsegment call = attributes.getAttribute(CALL);
    return call != null && isPutEvents(attributes)
        ? TracedEvents.under(call, context.request())
        : context.request();
  }

  private static boolean isPutEvents(ExecutionAttributes attributes) {
    return "PutEvents".equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    Subsegment call = attributes.getAttribute(CALL);
    return call == null
        ? context.httpRequest()
        : context.httpRequest().toBuilder().putHeader(HEADER, call.header()).build();
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    Subsegment call = attributes.getAttribute(CALL);
    if (call == null) {
      return;
    }
    retries(context.httpRequest(), call);
    if (context.response() instanceof AwsResponse response) {
      call.aws("request_id", response.responseMetadata().requestId());
    }
    call.response(context.httpResponse().statusCode()).end();
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    Subsegment call = attributes.getAttribute(CALL);
    if (call == null) {
      return;
    }
    context.httpRequest().ifPresent(request -> retries(request, call));
    call.cause(type(context.exception()));
    if (context.exception() instanceof AwsServiceException refused) {
      call.aws("request_id", String.valueOf(refused.requestId())).response(refused.statusCode());
      if (refused.isThrottlingException()) {
        call.failed("throttle");
      }
    } else {
      call.failed("fault");
    }
    call.end();
  }

  /** The service's own code, where it is one: a denial has no class of its own. */
  private static String type(Throwable failure) {
    return failure instanceof AwsServiceException refused
            && refused.awsErrorDetails() != null
            && refused.awsErrorDetails().errorCode() != null
        ? refused.awsErrorDetails().errorCode()
        : failure.getClass().getSimpleName();
  }

  /** {@code amz-sdk-request: attempt=2; max=3}. */
  private static void retries(SdkHttpRequest request, Subsegment call) {
    request
        .firstMatchingHeader("amz-sdk-request")
        .filter(text -> text.startsWith("attempt="))
        .map(text -> text.substring(8).split(";")[0].strip())
        .map(Integer::parseInt)
        .filter(attempt -> attempt > 1)
        .ifPresent(attempt -> call.retries(attempt - 1));
  }
}
