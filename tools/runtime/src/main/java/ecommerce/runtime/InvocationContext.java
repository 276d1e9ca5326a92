package ecommerce.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.serialization.factories.GsonFactory;
import java.util.Map;

/**
 * What a handler may know of its invocation: from the event's headers and the process's
 * environment.
 */
record InvocationContext(
    Invocation invocation, Map<String, String> environment, LambdaLogger logger)
    implements Context {

  @Override
  public String getAwsRequestId() {
    return invocation.requestId();
  }

  @Override
  public String getLogGroupName() {
    return environment.get("AWS_LAMBDA_LOG_GROUP_NAME");
  }

  @Override
  public String getLogStreamName() {
    return environment.get("AWS_LAMBDA_LOG_STREAM_NAME");
  }

  @Override
  public String getFunctionName() {
    return environment.get("AWS_LAMBDA_FUNCTION_NAME");
  }

  @Override
  public String getFunctionVersion() {
    return environment.get("AWS_LAMBDA_FUNCTION_VERSION");
  }

  @Override
  public String getInvokedFunctionArn() {
    return invocation.functionArn();
  }

  @Override
  public CognitoIdentity getIdentity() {
    return read(invocation.identity(), CallerIdentity.class, new CallerIdentity());
  }

  @Override
  public ClientContext getClientContext() {
    return read(invocation.clientContext(), CallerContext.class, null);
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, invocation.deadline() - System.currentTimeMillis());
  }

  @Override
  public int getMemoryLimitInMB() {
    return Integer.parseInt(environment.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"));
  }

  @Override
  public LambdaLogger getLogger() {
    return logger;
  }

  @Override
  public String getXrayTraceId() {
    return invocation.traceHeader();
  }

  private static <T> T read(String json, Class<T> type, T otherwise) {
    return json.isEmpty()
        ? otherwise
        : GsonFactory.getInstance().getSerializer(type).fromJson(json);
  }
}
