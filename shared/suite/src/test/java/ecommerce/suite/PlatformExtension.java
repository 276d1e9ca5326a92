package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.Orders;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.Capability;
import ecommerce.suite.target.Target;
import ecommerce.suite.target.TargetChoice;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts the target once for the whole run, gives the platform to the tests, and after each class
 * holds every event that was heard against its emitter's contract.
 */
final class PlatformExtension implements ParameterResolver, ExecutionCondition, AfterAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(PlatformExtension.class);

  private record Running(Target target, Platform platform) implements AutoCloseable {

    static Running start() {
      Target target = TargetChoice.ofSystemProperties().open();
      try {
        Platform platform = new Platform(target);
        warmUp(platform);
        return new Running(target, platform);
      } catch (RuntimeException | AssertionError e) {
        target.close();
        throw e;
      }
    }

    /**
     * One order to its end, so that functions do not all start for the first time when tests wait
     * for them.
     */
    private static void warmUp(Platform platform) {
      Orders orders = platform.orders();
      ObjectNode order = eventually(() -> orders.makeKnown(1));
      orders.fulfil(order);
      eventually(() -> platform.api("orders").get("/backend/" + Orders.id(order)).ok());
    }

    @Override
    public void close() {
      platform.close();
    }
  }

  private static Running running(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(Running.class, any -> Running.start(), Running.class);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    EnumSet<Capability> needed = EnumSet.noneOf(Capability.class);
    AnnotationSupport.findAnnotation(context.getElement(), PlatformTest.class)
        .ifPresent(test -> needed.addAll(List.of(test.needs())));
    AnnotationSupport.findAnnotation(context.getElement(), Needs.class)
        .ifPresent(test -> needed.addAll(List.of(test.value())));
    String missing = running(context).platform().capabilities().whyNot(needed);
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled("the target has all that is needed")
        : ConditionEvaluationResult.disabled("the target lacks " + missing);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Platform.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context).platform();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Running running = running(context);
    if (running.platform().capabilities().has(Capability.LISTENER)) {
      assertThat(running.platform().events().problems())
          .as("events that break their contract")
          .isEmpty();
    }
  }
}
