package ecommerce.local.deploy;

import ecommerce.local.template.TemplateException;
import ecommerce.local.wire.Faults;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** The work on one stack: each step is kept and told before the next begins. */
final class Progress {

  /** The environment closes: the work goes on when it starts again. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super(null, null, false, false);
    }
  }

  private final Engine engine;
  private final String id;
  private final BooleanSupplier closing;

  Progress(Engine engine, String id, BooleanSupplier closing) {
    this.engine = engine;
    this.id = id;
    this.closing = closing;
  }

  Engine engine() {
    return engine;
  }

  StackRecord stack() {
    return engine.stacks().get(id);
  }

  void change(UnaryOperator<StackRecord> change) {
    engine.stacks().change(id, change);
  }

  void status(StackStatus status, String reason) {
    change(stack -> stack.status(status, reason));
    engine.events().ofStack(stack());
  }

  /** The last state of an operation. */
  void end(StackStatus status, String reason) {
    StackRecord told = stack().status(status, reason);
    change(stack -> stack.status(status, reason).ongoing(null));
    engine.events().ofStack(told);
  }

  void event(String logicalId, Made made, String status, String reason) {
    event(logicalId, made.physicalId(), made.type(), status, reason);
  }

  void event(String logicalId, String physicalId, String type, String status, String reason) {
    engine.events().of(stack(), logicalId, physicalId, type, status, reason);
  }

  /**
   * @throws Stopped where no further step may begin
   */
  void check() {
    if (stopping()) {
      throw new Stopped();
    }
  }

  /** Whether the environment closes. */
  boolean stopping() {
    return closing.getAsBoolean();
  }

  /** Why something failed, in the words of what refused it. */
  String reason(Throwable e) {
    if (e instanceof Stopped stopped) {
      throw stopped;
    }
    check();
    if (e instanceof RuntimeException known) {
      return e instanceof IllegalArgumentException || e instanceof TemplateException
          ? e.getMessage()
          : Faults.of(known).getMessage();
    }
    LoggerFactory.getLogger("aws.cloudformation").error("a resource type failed", e);
    return "internal failure: " + e;
  }
}
