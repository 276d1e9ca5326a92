package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.*;

/** The event source mappings: which stream or queue invokes which function, and how. Durable. */
final class Mappings {

  /** What works for the mappings that are enabled. */
  interface Workers {
    /** Checks that the source can be read, and fixes where a new mapping begins. */
    void prepare(EventSourceMappingConfiguration mapping);

    void start(EventSourceMappingConfiguration mapping);

    /** Returns when no batch of it is being handled any more. */
    void stop(String uuid);

    /** Forgets how far it had come. */
    void forget(String uuid);
  }

  private final Account account;
  private final Timers timers;
  private final Functions functions;
  private final Collection<ObjectNode> stored;
  private final Workers workers;

  Mappings(Account account, Timers timers, Functions functions, Store store, Workers workers) {
    this.account = account;
    this.timers = timers;
    this.functions = functions;
    this.stored = store.collection("lambda.event-source-mappings", ObjectNode.class);
    this.workers = workers;
  }

  void start() {
    all().stream().filter(Mappings::enabled).forEach(workers::start);
  }

  void close() {
    all().forEach(mapping -> workers.stop(mapping.uuid()));
  }

  /** The mapping from a source to a function. */
  Optional<EventSourceMappingConfiguration> between(String function, String source) {
    String arn = arn(FunctionName.parse(function));
    return all().stream()
        .filter(
            mapping -> mapping.functionArn().equals(arn) && mapping.eventSourceArn().equals(source))
        .findFirst();
  }

  CreateEventSourceMappingResponse create(CreateEventSourceMappingRequest request) {
    FunctionName function = FunctionName.parse(request.functionName());
    String functionArn = arn(function);
    MappingChecks.create(request);
    boolean stream = MappingChecks.isStream(request.eventSourceArn());
    if (between(request.functionName(), request.eventSourceArn()).isPresent()) {
      throw ResourceConflictException.builder()
          .message(
              "An event source mapping with event source arn (\" "
                  + request.eventSourceArn()
                  + " \") and function (\" "
                  + function.name()
                  + " \") already exists. Please update or delete the existing mapping")
          .statusCode(409)
          .build();
    }
    ObjectNode asked = Shapes.toJson(request);
    asked.remove(List.of("FunctionName", "Enabled", "Tags"));
    EventSourceMappingConfiguration.Builder mapping =
        Shapes.fromJson(asked, EventSourceMappingConfiguration.builder());
    String uuid = UUID.randomUUID().toString();
    mapping.uuid(uuid).eventSourceMappingArn(arn(uuid)).functionArn(functionArn);
    mapping.batchSize(Optional.ofNullable(request.batchSize()).orElse(stream ? 100 : 10));
    mapping.maximumBatchingWindowInSeconds(
        Optional.ofNullable(request.maximumBatchingWindowInSeconds()).orElse(0));
    if (stream) {
      mapping.parallelizationFactor(1).tumblingWindowInSeconds(0);
      mapping.maximumRetryAttempts(Optional.ofNullable(request.maximumRetryAttempts()).orElse(-1));
      mapping.maximumRecordAgeInSeconds(
          Optional.ofNullable(request.maximumRecordAgeInSeconds()).orElse(-1));
      mapping.bisectBatchOnFunctionError(Boolean.TRUE.equals(request.bisectBatchOnFunctionError()));
    }
    workers.prepare(mapping.build());
    EventSourceMappingConfiguration kept =
        keep(mapping.build(), !Boolean.FALSE.equals(request.enabled()));
    begin(kept);
    return as(kept, CreateEventSourceMappingResponse.builder()).build();
  }

  GetEventSourceMappingResponse get(GetEventSourceMappingRequest request) {
    return as(require(request.uuid()), GetEventSourceMappingResponse.builder()).build();
  }

  ListEventSourceMappingsResponse list(ListEventSourceMappingsRequest request) {
    Optional<String> function =
        Optional.ofNullable(request.functionName())
            .map(name -> FunctionName.parse(name).arn(account));
    List<EventSourceMappingConfiguration> wanted =
        all().stream()
            .filter(mapping -> function.map(arn -> arn.equals(mapping.functionArn())).orElse(true))
            .filter(
                mapping ->
                    request.eventSourceArn() == null
                        || request.eventSourceArn().equals(mapping.eventSourceArn()))
            .toList();
    Page<EventSourceMappingConfiguration> page =
        Page.of(
            wanted, EventSourceMappingConfiguration::uuid, request.marker(), request.maxItems());
    return ListEventSourceMappingsResponse.builder()
        .eventSourceMappings(page.items())
        .nextMarker(page.next())
        .build();
  }

  UpdateEventSourceMappingResponse update(UpdateEventSourceMappingRequest request) {
    EventSourceMappingConfiguration before = require(request.uuid());
    MappingChecks.update(request, before.eventSourceArn());
    ObjectNode shape = Shapes.toJson(before);
    ObjectNode overlay = Shapes.toJson(request);
    overlay.remove(List.of("UUID", "FunctionName", "Enabled"));
    shape.setAll(overlay);
    EventSourceMappingConfiguration.Builder changed =
        Shapes.fromJson(shape, EventSourceMappingConfiguration.builder());
    if (request.functionName() != null) {
      changed.functionArn(arn(FunctionName.parse(request.functionName())));
    }
    boolean enabled = request.enabled() == null ? enabled(before) : request.enabled();
    workers.stop(before.uuid());
    EventSourceMappingConfiguration kept = keep(changed.build(), enabled);
    begin(kept);
    return as(kept, UpdateEventSourceMappingResponse.builder()).build();
  }

  DeleteEventSourceMappingResponse delete(DeleteEventSourceMappingRequest request) {
    EventSourceMappingConfiguration mapping = require(request.uuid());
    remove(mapping);
    return as(
            mapping.toBuilder().state("Deleting").build(),
            DeleteEventSourceMappingResponse.builder())
        .build();
  }

  private void remove(EventSourceMappingConfiguration mapping) {
    stored.remove(mapping.uuid());
    workers.stop(mapping.uuid());
    workers.forget(mapping.uuid());
  }

  /** A function, with all its versions and aliases, is no more, or one of those. */
  void removed(FunctionName function) {
    String arn = function.arn(account);
    all().stream()
        .filter(
            mapping ->
                mapping.functionArn().equals(arn)
                    || function.qualifier().isEmpty()
                        && mapping.functionArn().startsWith(arn + ":"))
        .forEach(this::remove);
  }

  /** The ARN of a function that is there, as it is named. */
  private String arn(FunctionName function) {
    functions.require(function);
    return function.arn(account);
  }

  String arn(String uuid) {
    return account.arn("lambda", "event-source-mapping:" + uuid);
  }

  private void begin(EventSourceMappingConfiguration mapping) {
    if (enabled(mapping)) {
      workers.start(mapping);
    }
  }

  private EventSourceMappingConfiguration keep(
      EventSourceMappingConfiguration mapping, boolean enabled) {
    EventSourceMappingConfiguration kept =
        mapping.toBuilder()
            .state(enabled ? "Enabled" : "Disabled")
            .stateTransitionReason("USER_INITIATED")
            .lastModified(timers.instant())
            .build();
    stored.put(kept.uuid(), Shapes.toJson(kept));
    return kept;
  }

  private static boolean enabled(EventSourceMappingConfiguration mapping) {
    return mapping.state().equals("Enabled");
  }

  private List<EventSourceMappingConfiguration> all() {
    return stored.values().stream().map(Mappings::read).toList();
  }

  private EventSourceMappingConfiguration require(String uuid) {
    return stored
        .get(uuid)
        .map(Mappings::read)
        .orElseThrow(
            () ->
                ResourceNotFoundException.builder()
                    .message("The resource you requested does not exist.")
                    .statusCode(404)
                    .build());
  }

  private static EventSourceMappingConfiguration read(ObjectNode json) {
    return Shapes.fromJson(json, EventSourceMappingConfiguration.builder()).build();
  }

  private static <B extends SdkPojo> B as(EventSourceMappingConfiguration mapping, B builder) {
    return Shapes.fromJson(Shapes.toJson(mapping), builder);
  }
}
