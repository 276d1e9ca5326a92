package ecommerce.local.appsync;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Runs handlers of resolver code. A few threads have a JavaScript context each, with frozen globals
 * and no way to the host; the module body of the code runs anew for every call, so nothing is
 * carried from one to the next. A handler that executes more than a million statements is stopped.
 */
final class Scripts implements AutoCloseable {

  private static final long MOST_STATEMENTS = 1_000_000;

  private final Engine engine =
      Engine.newBuilder("js")
          .option("engine.WarnInterpreterOnly", "false")
          .option("log.level", "OFF")
          .build();
  private final ResourceLimits limits =
      ResourceLimits.newBuilder().statementLimit(MOST_STATEMENTS, null).build();
  private final Source dynamodb = resource("dynamodb.js");
  private final Source runtime = resource("runtime.js");
  private final ThreadLocal<Sandbox> sandboxes = new ThreadLocal<>();
  private final ExecutorService threads;
  private final InstantSource clock;
  private final AtomicBoolean warmed = new AtomicBoolean();

  Scripts(InstantSource clock) {
    this.clock = clock;
    this.threads =
        Executors.newFixedThreadPool(
            Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4),
            Thread.ofPlatform().daemon().name("appsync-js-", 0).factory());
  }

  private static Source resource(String name) {
    try (InputStream in = Scripts.class.getResourceAsStream("/ecommerce/local/appsync/" + name)) {
      return Source.newBuilder("js", new String(in.readAllBytes(), StandardCharsets.UTF_8), name)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Calls {@code request} or {@code response} and waits.
   *
   * @param context the handler's argument, as JSON
   * @return what the runtime tells of it, as JSON: see {@link HandlerOutcome}
   */
  String run(ResolverCode code, String handler, String context) {
    try {
      return threads.submit(() -> sandbox().run(code, handler, context)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a resolver ran", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "resolver code " + code.file() + " could not be run", e.getCause());
    }
  }

  /** Gets a context ready in the background, so that the first request does not wait for it. */
  void warm() {
    if (!warmed.getAndSet(true)) {
      threads.submit(this::sandbox);
    }
  }

  private Sandbox sandbox() {
    Sandbox sandbox = sandboxes.get();
    if (sandbox == null) {
      sandbox = new Sandbox();
      sandboxes.set(sandbox);
    }
    return sandbox;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    engine.close(true);
  }

  /** One context with the runtime in it. */
  private final class Sandbox {

    private final Context context;
    private final Value run;
    private final Map<ResolverCode, Value> factories = new HashMap<>();

    Sandbox() {
      context =
          Context.newBuilder("js")
              .engine(engine)
              .sandbox(SandboxPolicy.TRUSTED)
              .allowHostAccess(HostAccess.NONE)
              .allowIO(IOAccess.NONE)
              .allowCreateThread(false)
              .allowCreateProcess(false)
              .allowNativeAccess(false)
              .allowExperimentalOptions(true)
              .option("js.disable-eval", "true")
              .option("js.strict", "true")
              .resourceLimits(limits)
              .build();
      run = context.eval(runtime).execute(HostFunctions.of(clock), context.eval(dynamodb));
    }

    String run(ResolverCode code, String handler, String json) {
      try {
        context.resetLimits();
        Value factory = factories.computeIfAbsent(code, this::load);
        return run.execute(factory, handler, code.file(), json).asString();
      } catch (PolyglotException e) {
        if (e.isResourceExhausted() || e.isCancelled()) {
          sandboxes.remove();
          return HandlerOutcome.failure("the handler took too many steps");
        }
        throw e;
      }
    }

    private Value load(ResolverCode code) {
      if (factories.size() > 500) {
        factories.clear();
      }
      return context.eval(Source.newBuilder("js", code.script(), code.file()).buildLiteral());
    }
  }
}
