package ecommerce.local.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.Identity;
import ecommerce.local.MovableTimers;
import ecommerce.local.ServiceEvents;
import ecommerce.local.TestPort;
import ecommerce.local.store.Collection;
import ecommerce.local.store.MvStore;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Call;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** What the end of the environment, at any moment, leaves of a build. */
class StartsTest {

  private static final Call CALL =
      new Call(
          new Identity.Administrator("arn:aws:iam::123456789012:user/test", "test"), "request");
  private static final ServiceEvents KILLS =
      (source, type, resources, detail) -> {
        throw new IllegalStateException("killed");
      };

  @TempDir Path directory;
  private final MovableTimers timers = new MovableTimers();
  private final List<Object> written = new ArrayList<>();
  private final BuildMeter meter = new BuildMeter((space, name, dimensions, value, unit) -> {});
  private MvStore store;

  @BeforeEach
  void open() {
    store = new MvStore(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** The store, with each change of a record noted. */
  private Store noting() {
    return proxy(
        Store.class,
        store,
        made -> made instanceof Collection<?> c ? proxy(Collection.class, c, this::noted) : made);
  }

  private Object noted(Object changed) {
    written.add(changed);
    return changed;
  }

  private static <T> T proxy(Class<T> type, T real, UnaryOperator<Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answers.apply(method.invoke(real, arguments))));
  }

  private Build begin(Builds builds, ServiceEvents bus) {
    Arns arns = new Arns(TestPort.ACCOUNT);
    Projects projects = new Projects(arns, timers, new Caches(null, directory), store);
    if (projects.find("shop").isEmpty()) {
      projects.create(
          CreateProjectRequest.builder()
              .name("shop")
              .serviceRole(Factory.ROLE)
              .source(s -> s.type("NO_SOURCE").buildspec("version: 0.2"))
              .artifacts(a -> a.type("NO_ARTIFACTS"))
              .environment(
                  e -> e.type("ARM_CONTAINER").image("any").computeType("BUILD_GENERAL1_SMALL"))
              .build());
    }
    return new BuildOperations(
            TestPort.ACCOUNT, timers, projects, builds, new BuildEvents(bus), meter, null)
        .start(
            CALL, StartBuildRequest.builder().projectName("shop").idempotencyToken("once").build())
        .build();
  }

  @Test
  void beginsNoSecondBuildForTokenOfOneThatIsKept() {
    Builds builds = new Builds(store);
    assertThatThrownBy(() -> begin(builds, KILLS)).hasMessage("killed");
    Build again = begin(builds, (source, type, resources, detail) -> {});
    assertThat(again.buildNumber()).isEqualTo(1);
    assertThat(builds.unfinished()).hasSize(1);
  }

  @Test
  void completesBuildInOneWrite() {
    Builds builds = new Builds(noting());
    assertThatThrownBy(() -> begin(builds, KILLS)).hasMessage("killed");
    String id = builds.unfinished().getFirst().build().id();
    Phases phases =
        new Phases(builds, new BuildEvents((source, type, resources, detail) -> {}), meter, timers);
    written.clear();
    Build ended = phases.complete(id, StatusType.FAULT);
    assertThat(written).hasSize(1);
    assertThat(ended.buildComplete()).isTrue();
    assertThat(ended.buildStatus()).isEqualTo(StatusType.FAULT);
    assertThat(ended.currentPhase()).isEqualTo("COMPLETED");
    assertThat(ended.endTime()).isEqualTo(timers.instant());
  }
}
