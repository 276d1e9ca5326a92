package ecommerce.deploy;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Says which endpoint it is where nothing answers; the SDK says only that nothing does. */
record SilentEndpoint(URI endpoint) implements ExecutionInterceptor {

  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes executionAttributes) {
    Throwable failure = context.exception();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return SdkClientException.create("nothing answers at " + endpoint, failure);
      }
    }
    return failure;
  }
}
