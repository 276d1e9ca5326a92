package ecommerce.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * Takes one event after the other, until the Runtime API is gone. What a handler throws becomes the
 * event's error.
 */
final class InvocationLoop {

  private static final String TRACE = "com.amazonaws.xray.traceHeader";

  private final RuntimeApi api;
  private final Handler handler;
  private final Map<String, String> environment;
  private final FunctionLogger logger;
  private final LogStream log;

  InvocationLoop(
      RuntimeApi api,
      Handler handler,
      Map<String, String> environment,
      FunctionLogger logger,
      LogStream log) {
    this.api = api;
    this.handler = handler;
    this.environment = environment;
    this.logger = logger;
    this.log = log;
  }

  void run() {
    boolean going = true;
    while (going) {
      try {
        going = one(api.next());
      } catch (IOException e) {
        return; // Nobody is there any more to give events or to take answers.
      }
    }
  }

  /**
   * @return false where the process cannot go on after it
   */
  private boolean one(Invocation invocation) throws IOException {
    if (invocation.traceHeader().isEmpty()) {
      System.clearProperty(TRACE);
    } else {
      System.setProperty(TRACE, invocation.traceHeader());
    }
    logger.requestId(invocation.requestId());
    Answer answer = new Answer();
    Throwable failure = null;
    try {
      handler.handle(
          invocation.event(), answer, new InvocationContext(invocation, environment, logger));
    } catch (Throwable thrown) {
      failure = thrown;
      logger.log(ErrorReport.trace(thrown));
    }
    log.endInvocation(invocation.requestId());
    if (failure == null) {
      api.response(invocation.requestId(), answer.bytes(), answer.size());
    } else {
      api.error(invocation.requestId(), ErrorReport.type(failure), ErrorReport.json(failure));
    }
    return !(failure instanceof VirtualMachineError);
  }

  private static final class Answer extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }
  }
}
