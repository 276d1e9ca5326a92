package ecommerce.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandlerLoaderTest {

  public static final class Streams implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      in.transferTo(out);
      out.write(context.getAwsRequestId().getBytes(StandardCharsets.UTF_8));
    }
  }

  public abstract static class Base<I> implements RequestHandler<I, String> {}

  public static final class Inherited extends Base<Map<String, Integer>> {
    @Override
    public String handleRequest(Map<String, Integer> input, Context context) {
      return "sum " + input.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  @SuppressWarnings("rawtypes")
  public static final class Raw implements RequestHandler {
    @Override
    public Object handleRequest(Object input, Context context) {
      return input;
    }
  }

  public static class Plain {
    public int length(List<String> words) {
      return words.size();
    }

    public String overloaded(String text) {
      return "without";
    }

    public String overloaded(String text, Context context) {
      return "with " + context.getMemoryLimitInMB();
    }

    public void nothing() {}

    public static void copy(InputStream in, OutputStream out) throws IOException {
      in.transferTo(out);
    }
  }

  public static final class Failing {
    public Failing() {
      throw new IllegalStateException("no table");
    }

    public void handle() {}
  }

  private static String run(String handler, String event) throws Throwable {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Invocation invocation =
        new Invocation(
            "id-1",
            System.currentTimeMillis() + 1000,
            "arn",
            "",
            "",
            "",
            event.getBytes(StandardCharsets.UTF_8));
    Map<String, String> environment = Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
    FunctionLogger logger =
        FunctionLogger.of(environment, new LogStream(OutputStream.nullOutputStream()));
    HandlerLoader.load(
            HandlerLoaderTest.class.getName() + "$" + handler,
            HandlerLoaderTest.class.getClassLoader())
        .handle(invocation.event(), answer, new InvocationContext(invocation, environment, logger));
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Test
  void runsStreamHandler() throws Throwable {
    assertThat(run("Streams", "{}")).isEqualTo("{}id-1");
    assertThat(run("Streams::handleRequest", "{}")).isEqualTo("{}id-1");
  }

  @Test
  void findsTypesThroughSuperclasses() throws Throwable {
    assertThat(run("Inherited", "{\"a\":1,\"b\":2}")).isEqualTo("\"sum 3\"");
  }

  @Test
  void runsPlainMethods() throws Throwable {
    assertThat(run("Plain::length", "[\"a\",\"b\"]")).isEqualTo("2");
    assertThat(run("Plain::overloaded", "\"x\"")).isEqualTo("\"with 256\"");
    assertThat(run("Plain::copy", "[1]")).isEqualTo("[1]");
    assertThat(run("Plain::nothing", "{}")).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithHandler() {
    assertThatThrownBy(() -> run("Nowhere", "{}"))
        .isInstanceOf(ClassNotFoundException.class)
        .hasMessageStartingWith("Class not found: ");
    assertThatThrownBy(() -> run("Plain::absent", "{}"))
        .isInstanceOf(NoSuchMethodException.class)
        .hasMessageContaining("absent");
    assertThatThrownBy(() -> run("Plain", "{}"))
        .hasMessageContaining("does not implement an appropriate handler interface");
    assertThatThrownBy(() -> run("Raw", "{}"))
        .hasMessageContaining("must say its input and output types");
    assertThatThrownBy(() -> run("Failing::handle", "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no table");
  }

  @Test
  void refusesEventThatDoesNotFit() {
    assertThatThrownBy(() -> run("Inherited", "\"text\""))
        .hasMessage("An error occurred during JSON parsing");
  }

  @Test
  void reportsErrorsAsLambdaDoes() {
    String json =
        ErrorReport.json(new IllegalStateException("line\n\"quoted\"", new IOException("cause")));
    assertThat(json)
        .startsWith(
            "{\"errorMessage\":\"line\\n"
                + "\\\"quoted\\\"\",\"errorType\":\"java.lang.IllegalStateException\",\"stackTrace\":[")
        .contains("\"cause\":{\"errorMessage\":\"cause\",\"errorType\":\"java.io.IOException\"");
  }

  @Test
  void keepsLinesOfOneMessageTogether() throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    LogStream log = new LogStream(raw);
    log.write("first\nsecond\n".getBytes(StandardCharsets.UTF_8));
    log.write("part".getBytes(StandardCharsets.UTF_8));
    log.endInvocation("id");
    assertThat(raw.toString(StandardCharsets.UTF_8))
        .isEqualTo("first\u001esecond\npart\n\u0004id\n");
  }
}
