package ecommerce.local.events;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusResponse;

/** The operations on event buses. The bus {@code default} is always there. */
final class Buses {

  private static final Pattern NAME = Pattern.compile("[.\\-_A-Za-z0-9]{1,256}");

  private final Arns arns;
  private final InstantSource clock;
  private final Rules rules;
  private final Collection<Bus> buses;

  Buses(Arns arns, Store store, InstantSource clock, Rules rules) {
    this.arns = arns;
    this.clock = clock;
    this.rules = rules;
    this.buses = store.collection("events.buses", Bus.class);
    Instant now = clock.instant();
    buses.putIfAbsent(
        Arns.DEFAULT_BUS, new Bus(Arns.DEFAULT_BUS, Optional.empty(), Map.of(), now, now));
  }

  boolean exists(String name) {
    return buses.get(name).isPresent();
  }

  /**
   * @param nameOrArn null for the default bus
   * @throws ResourceNotFoundException where there is none
   */
  Bus require(String nameOrArn) {
    String name = arns.busName(nameOrArn);
    return buses.get(name).orElseThrow(() -> missing(name));
  }

  static ResourceNotFoundException missing(String name) {
    return ResourceNotFoundException.builder()
        .message("Event bus " + name + " does not exist.")
        .statusCode(400)
        .build();
  }

  void change(String name, UnaryOperator<Bus> change) {
    buses.update(name, change).orElseThrow(() -> missing(name));
  }

  CreateEventBusResponse create(CreateEventBusRequest request) {
    String name = request.name();
    if (!NAME.matcher(name).matches()) {
      throw Fault.validation(
          "1 validation error detected: Value '"
              + name
              + "' at 'name' failed to satisfy constraint: "
              + "Member must satisfy regular expression pattern: "
              + NAME);
    }
    refuse("EventSourceName", request.eventSourceName());
    refuse("KmsKeyIdentifier", request.kmsKeyIdentifier());
    refuse("DeadLetterConfig", request.deadLetterConfig());
    refuse("LogConfig", request.logConfig());
    Instant now = clock.instant();
    Bus bus =
        new Bus(
            name,
            Optional.ofNullable(request.description()),
            Tagging.map(request.tags()),
            now,
            now);
    if (!buses.putIfAbsent(name, bus)) {
      throw ResourceAlreadyExistsException.builder()
          .message("Event bus " + name + " already exists.")
          .statusCode(400)
          .build();
    }
    return CreateEventBusResponse.builder()
        .eventBusArn(arns.bus(name))
        .description(request.description())
        .build();
  }

  UpdateEventBusResponse update(UpdateEventBusRequest request) {
    String name = arns.busName(request.name());
    refuse("KmsKeyIdentifier", request.kmsKeyIdentifier());
    refuse("DeadLetterConfig", request.deadLetterConfig());
    refuse("LogConfig", request.logConfig());
    Optional<String> description = Optional.ofNullable(request.description());
    change(name, bus -> new Bus(name, description, bus.tags(), bus.created(), clock.instant()));
    return UpdateEventBusResponse.builder()
        .arn(arns.bus(name))
        .name(name)
        .description(request.description())
        .build();
  }

  private static void refuse(String parameter, Object value) {
    if (value != null) {
      throw Fault.validation(
          "Parameter " + parameter + " of an event bus is not offered by this environment.");
    }
  }

  DeleteEventBusResponse delete(DeleteEventBusRequest request) {
    String name = arns.busName(request.name());
    if (name.equals(Arns.DEFAULT_BUS)) {
      throw Fault.validation("Cannot delete event bus default.");
    }
    if (!rules.of(name).isEmpty()) {
      throw Fault.validation("Cannot delete event bus " + name + " while it has rules.");
    }
    buses.remove(name);
    return DeleteEventBusResponse.builder().build();
  }

  DescribeEventBusResponse describe(DescribeEventBusRequest request) {
    Bus bus = require(request.name());
    return DescribeEventBusResponse.builder()
        .name(bus.name())
        .arn(arns.bus(bus.name()))
        .description(bus.description().orElse(null))
        .creationTime(bus.created())
        .lastModifiedTime(bus.modified())
        .build();
  }

  ListEventBusesResponse list(ListEventBusesRequest request) {
    String prefix = request.namePrefix() == null ? "" : request.namePrefix();
    List<Bus> all = List.copyOf(buses.startingWith(prefix).values());
    Page<Bus> page = Page.of(all, request.nextToken(), request.limit());
    return ListEventBusesResponse.builder()
        .eventBuses(page.items().stream().map(this::shown).toList())
        .nextToken(page.next())
        .build();
  }

  private EventBus shown(Bus bus) {
    return EventBus.builder()
        .name(bus.name())
        .arn(arns.bus(bus.name()))
        .description(bus.description().orElse(null))
        .creationTime(bus.created())
        .lastModifiedTime(bus.modified())
        .build();
  }
}
