package ecommerce.runtime;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The logger that handlers get: as text, or, where the function's log format is JSON, as AWS's JSON
 * lines. Messages below the function's application log level are left out; those without a level
 * are always written.
 */
final class FunctionLogger implements LambdaLogger {

  private final LogStream out;
  private final boolean json;
  private final LogLevel least;
  private String requestId = "";

  private FunctionLogger(LogStream out, boolean json, LogLevel least) {
    this.out = out;
    this.json = json;
    this.least = least;
  }

  static FunctionLogger of(Map<String, String> environment, LogStream out) {
    boolean json = "JSON".equalsIgnoreCase(environment.get("AWS_LAMBDA_LOG_FORMAT"));
    String level = environment.getOrDefault("AWS_LAMBDA_LOG_LEVEL", "");
    return new FunctionLogger(
        out, json, json && !level.isEmpty() ? LogLevel.fromString(level) : LogLevel.UNDEFINED);
  }

  void requestId(String id) {
    requestId = id;
  }

  @Override
  public void log(String message) {
    log(message, LogLevel.UNDEFINED);
  }

  @Override
  public void log(byte[] message) {
    write(message);
  }

  @Override
  public void log(String message, LogLevel level) {
    if (level == LogLevel.UNDEFINED || level.ordinal() >= least.ordinal()) {
      write(
          (json ? line(message, level) : String.valueOf(message)).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void log(byte[] message, LogLevel level) {
    log(new String(message, StandardCharsets.UTF_8), level);
  }

  private String line(String message, LogLevel level) {
    StringBuilder line = new StringBuilder("{\"timestamp\":");
    JsonText.quote(line, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
        .append(",\"message\":");
    JsonText.quote(line, message);
    if (level != LogLevel.UNDEFINED) {
      JsonText.quote(line.append(",\"level\":"), level.name());
    }
    if (!requestId.isEmpty()) {
      JsonText.quote(line.append(",\"AWSRequestId\":"), requestId);
    }
    return line.append('}').toString();
  }

  private void write(byte[] message) {
    try {
      out.event(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
