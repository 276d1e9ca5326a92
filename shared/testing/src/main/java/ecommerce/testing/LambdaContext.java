package ecommerce.testing;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;

/** The context of a test's invocation: a name, an id, and a minute. */
public final class LambdaContext {

  private LambdaContext() {}

  public static Context named(String function) {
    return (Context)
        Proxy.newProxyInstance(
            LambdaContext.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getFunctionName" -> function;
                  case "getAwsRequestId" -> "request-1";
                  case "getRemainingTimeInMillis" -> 60_000;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
