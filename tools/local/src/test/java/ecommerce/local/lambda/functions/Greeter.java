package ecommerce.local.lambda.functions;

import java.util.Map;

/** A function for the tests: a plain class with methods, one for each way to end. */
public final class Greeter {

  private static int calls;

  /** Beans in and out. */
  public static final class Name {
    private String name;

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }
  }

  public Map<String, Object> greet(Name name) {
    calls++;
    System.out.println("greeting " + name.getName());
    return Map.of(
        "greeting",
        "Hello " + name.getName(),
        "calls",
        calls,
        "pid",
        ProcessHandle.current().pid());
  }

  public Map<String, String> environment() {
    return System.getenv();
  }

  public Map<String, String> called(
      Map<String, Object> event, com.amazonaws.services.lambda.runtime.Context context) {
    return Map.of(
        "version",
        context.getFunctionVersion(),
        "arn",
        context.getInvokedFunctionArn(),
        "variable",
        System.getenv("AWS_LAMBDA_FUNCTION_VERSION"),
        "stream",
        context.getLogStreamName(),
        "colour",
        String.valueOf(System.getenv("COLOUR")));
  }

  public String fail(Map<String, Object> event) {
    throw new IllegalStateException(
        "no " + event.get("name"), new IllegalArgumentException("because"));
  }

  public String hang() throws InterruptedException {
    System.out.println("begins to hang");
    Thread.sleep(60_000);
    return "never";
  }

  public String exit() {
    System.out.println("about to exit");
    Runtime.getRuntime().halt(3);
    return "never";
  }

  public Map<String, Object> slow(Map<String, Object> event) throws InterruptedException {
    Thread.sleep(((Number) event.get("milliseconds")).longValue());
    return Map.of("pid", ProcessHandle.current().pid());
  }

  public String large() {
    return "x".repeat(7 * 1024 * 1024);
  }
}
