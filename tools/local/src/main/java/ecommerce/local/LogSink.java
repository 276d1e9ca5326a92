package ecommerce.local;

import java.time.Instant;

/** Where log lines go: CloudWatch Logs. A group or stream that does not exist is made. */
public interface LogSink {

  void write(String group, String stream, Instant time, String message);
}
