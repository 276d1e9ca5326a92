package ecommerce.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.MovableTimers;
import ecommerce.local.TestPort;
import ecommerce.local.store.Collection;
import ecommerce.local.store.MvStore;
import ecommerce.local.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What becomes of an alarm's actions where the process ends in the middle of a change. */
class KilledAlarmTest {

  /** The end of the process: nothing that comes after it is done. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final String NAME = "orders-errors";
  private static final String OPS = "arn:aws:sns:eu-west-1:123456789012:ops";

  @TempDir Path folder;
  private final MovableTimers timers = new MovableTimers();
  private final List<String> sent = new ArrayList<>();
  private boolean killedBeforeItsState;
  private boolean killedAfterItsState;
  private boolean killedByItsAction;
  private MvStore store;

  @BeforeEach
  void open() throws Exception {
    store = new MvStore(folder);
    start()
        .define(
            NAME,
            false,
            TestPort.json(
                "{'AlarmName': '%s', 'AlarmActions': ['%s'], 'Namespace': 'AWS/Lambda',"
                        .formatted(NAME, OPS)
                    + " 'MetricName': 'Errors', 'Statistic': 'Sum', 'Period': 60,"
                    + " 'EvaluationPeriods': 1, 'Threshold': 1, 'ComparisonOperator':"
                    + " 'GreaterThanThreshold'}"),
            Map.of());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void actsAfterwardsWhereItWasKilledOnceTheStateWasDurable() throws Exception {
    killedAfterItsState = true;
    ring(start());
    assertThat(sent).isEmpty();
    killedAfterItsState = false;
    AlarmBook again = restart();
    assertThat(again.require(NAME).state()).isEqualTo(StateValue.ALARM);
    again.suppression().look();
    assertThat(sent).hasSize(1);
    again.suppression().look();
    assertThat(sent).hasSize(1);
  }

  @Test
  void actsTwiceRatherThanNeverWhereItWasKilledWhileItActed() throws Exception {
    killedByItsAction = true;
    ring(start());
    killedByItsAction = false;
    restart().suppression().look();
    assertThat(sent).hasSize(2);
  }

  @Test
  void doesNothingForAStateThatNeverCame() throws Exception {
    killedBeforeItsState = true;
    ring(start());
    killedBeforeItsState = false;
    AlarmBook again = restart();
    assertThat(again.require(NAME).state()).isEqualTo(StateValue.INSUFFICIENT_DATA);
    again.suppression().look();
    assertThat(sent).isEmpty();
    again.move(NAME, StateValue.ALARM, "a test", "", Instant.EPOCH);
    assertThat(sent).hasSize(1);
  }

  private static void ring(AlarmBook book) {
    assertThatThrownBy(() -> book.move(NAME, StateValue.ALARM, "a test", "", Instant.EPOCH))
        .isInstanceOf(Killed.class);
  }

  private AlarmBook restart() throws Exception {
    store.close();
    store = new MvStore(folder);
    return start();
  }

  private AlarmBook start() {
    return new AlarmBook(
        TestPort.ACCOUNT,
        new DyingStore(),
        timers,
        (source, type, resources, detail) -> {},
        (caller, topic, subject, message, attributes) -> {
          sent.add(message);
          if (killedByItsAction) {
            throw new Killed();
          }
        },
        new Invoker() {
          @Override
          public Outcome invoke(Identity caller, String function, byte[] payload) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void enqueue(Identity caller, String function, byte[] payload) {
            throw new UnsupportedOperationException();
          }
        });
  }

  /** The store, in whose hands the process ends when an alarm's state is written. */
  private final class DyingStore implements Store {

    @Override
    @SuppressWarnings("unchecked")
    public <V> Collection<V> collection(String name, Class<V> type) {
      Collection<V> kept = store.collection(name, type);
      return (Collection<V>)
          Proxy.newProxyInstance(
              Collection.class.getClassLoader(),
              new Class<?>[] {Collection.class},
              (proxy, method, arguments) -> {
                boolean state = name.equals("cloudwatch.alarms") && method.getName().equals("put");
                if (state && killedBeforeItsState) {
                  throw new Killed();
                }
                Object answer = invoke(kept, method, arguments);
                if (state && killedAfterItsState) {
                  throw new Killed();
                }
                return answer;
              });
    }

    private static Object invoke(Object of, Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(of, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    @Override
    public <V> Collection<V> collection(String name, TypeReference<V> type) {
      return store.collection(name, type);
    }

    @Override
    public Path folder(String name) {
      return store.folder(name);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
