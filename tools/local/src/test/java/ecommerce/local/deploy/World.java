package ecommerce.local.deploy;

import ecommerce.local.Endpoints;
import ecommerce.local.Objects;
import ecommerce.local.Roles;
import ecommerce.local.TestPort;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * CloudFormation on a port, with resource types whose things are in memory and whose doings are
 * noted.
 */
final class World implements AutoCloseable {

  final List<String> log = new CopyOnWriteArrayList<>();
  final Set<String> taken = ConcurrentHashMap.newKeySet();
  final Set<String> stuck = ConcurrentHashMap.newKeySet();
  final Set<String> unchangeable = ConcurrentHashMap.newKeySet();
  final Map<String, String> tags = new ConcurrentHashMap<>();
  final Map<String, String> parameters = new ConcurrentHashMap<>(Map.of("/known", "v"));
  final Map<String, byte[]> objects = new HashMap<>();
  volatile CountDownLatch gate = new CountDownLatch(1);

  private final Path directory;
  private MvStore store;
  private CloudFormation part;
  private TestPort port;
  CloudFormationClient client;

  World(Path directory) {
    this.directory = directory;
    open("localhost:4566");
  }

  void open(String host) {
    store = new MvStore(directory.resolve("state"));
    Objects buckets =
        (bucket, key, version) -> {
          byte[] found = objects.get(bucket + "/" + key);
          if (found == null) {
            throw new Fault("NoSuchKey", 404, "The specified key does not exist.");
          }
          return found;
        };
    Roles roles =
        (roleArn, session, by, duration) -> {
          throw new ecommerce.local.AccessDenied("no role " + roleArn);
        };
    part =
        new CloudFormation(
            TestPort.ACCOUNT,
            new Endpoints(host),
            store,
            InstantSource.system(),
            buckets,
            roles,
            parameters::get,
            Stream.of("Test::Thing", "Test::Other", "AWS::IAM::Role")
                .<ResourceType>map(Thing::new)
                .toList());
    try {
      port = new TestPort(part);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    client = port.client(CloudFormationClient.builder());
  }

  List<ecommerce.local.Permission> asked() {
    return port.asked();
  }

  Stacks stacks() {
    return part.stacks();
  }

  void object(String key, String text) {
    objects.put("artefacts/" + key, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Stopped while a resource waits at the gate, which opens then; and started again. */
  void restartAtTheGate(String host) {
    Thread closing = Thread.ofVirtual().start(part::close);
    until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    gate.countDown();
    restart(host);
  }

  /** As if the environment were stopped, and started again. */
  void restart(String host) {
    close();
    open(host);
  }

  StackRecord settled(String name) {
    until(() -> stacks().find(name).filter(stack -> !stack.inProgress()).isPresent());
    return stacks().find(name).orElseThrow();
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come true within 20 s");
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  public void close() {
    client.close();
    try {
      port.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    part.close();
    store.close();
  }

  /**
   * Names its resource. Refuses the size {@code bad}, and to change to one that is unchangeable;
   * waits at {@code slow} until the gate opens; does not let go of what is stuck.
   */
  private final class Thing implements ResourceType {

    private final String name;

    Thing(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> properties() {
      return Set.of(
          "Name",
          "Size",
          "List[].Key",
          "Free.**",
          "LocalPath",
          "Code.S3Bucket",
          "Code.S3Key",
          "Tags[].Key",
          "Tags[].Value");
    }

    @Override
    public Set<String> immutable() {
      return Set.of("Name");
    }

    @Override
    public Optional<Resource> planned(Desired desired) {
      return desired.text("Name").map(Resource::of);
    }

    @Override
    public Resource create(Desired desired) {
      refuseBad(desired);
      String id = desired.text("Name").orElseGet(() -> desired.uniqueName(30));
      if (!taken.add(id)) {
        throw new IllegalArgumentException("it exists already");
      }
      waitIfSlow(desired);
      log.add("create " + desired.logicalId() + " " + desired.properties());
      tags.put(id, desired.tags().toString());
      return Resource.of(id).with("Arn", "arn:" + desired.logicalId());
    }

    @Override
    public Resource update(Desired desired, Resource current) {
      refuseBad(desired);
      if (desired.text("Size").filter(unchangeable::contains).isPresent()) {
        throw new IllegalArgumentException("size cannot be changed");
      }
      waitIfSlow(desired);
      log.add("update " + desired.logicalId() + " " + desired.properties());
      tags.put(current.physicalId(), desired.tags().toString());
      return current.attributes().isEmpty()
          ? current.with("Arn", "arn:" + desired.logicalId())
          : current;
    }

    @Override
    public void delete(Resource current) {
      if (stuck.contains(current.physicalId())) {
        throw new IllegalArgumentException(current.physicalId() + " is stuck");
      }
      log.add("delete " + current.physicalId());
      taken.remove(current.physicalId());
    }

    private void refuseBad(Desired desired) {
      if (desired.text("Size").equals(Optional.of("bad"))) {
        throw new IllegalArgumentException("size is bad");
      }
      desired.node("Code").ifPresent(code -> log.add("code " + new String(desired.file(code))));
    }

    private void waitIfSlow(Desired desired) {
      if (desired.text("Size").equals(Optional.of("slow"))) {
        log.add("waits " + desired.logicalId());
        try {
          if (!gate.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the gate was never opened");
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
