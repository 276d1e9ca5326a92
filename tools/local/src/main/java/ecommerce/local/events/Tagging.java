package ecommerce.local.events;

import ecommerce.local.wire.Fault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** The tags of buses and rules. */
final class Tagging {

  private final Arns arns;
  private final Buses buses;
  private final Rules rules;

  Tagging(Arns arns, Buses buses, Rules rules) {
    this.arns = arns;
    this.buses = buses;
    this.rules = rules;
  }

  static Map<String, String> map(List<Tag> tags) {
    Map<String, String> map = new TreeMap<>();
    tags.forEach(tag -> map.put(tag.key(), tag.value()));
    return map;
  }

  static List<Tag> list(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }

  TagResourceResponse tag(TagResourceRequest request) {
    change(
        request.resourceARN(),
        tags -> {
          tags.putAll(map(request.tags()));
          return tags;
        });
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    change(
        request.resourceARN(),
        tags -> {
          tags.keySet().removeAll(request.tagKeys());
          return tags;
        });
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
    Map<String, String> tags =
        switch (owner(request.resourceARN())) {
          case Owner.OfBus bus -> buses.require(bus.name()).tags();
          case Owner.OfRule rule -> rules.require(rule.bus(), rule.name()).tags();
        };
    return ListTagsForResourceResponse.builder().tags(list(tags)).build();
  }

  private void change(String arn, UnaryOperator<Map<String, String>> change) {
    switch (owner(arn)) {
      case Owner.OfBus bus ->
          buses.change(bus.name(), b -> b.withTags(change.apply(new TreeMap<>(b.tags()))));
      case Owner.OfRule rule ->
          rules.change(
              rule.bus(), rule.name(), r -> r.withTags(change.apply(new TreeMap<>(r.tags()))));
    }
  }

  private sealed interface Owner {
    record OfBus(String name) implements Owner {}

    record OfRule(String bus, String name) implements Owner {}
  }

  private Owner owner(String arn) {
    String busPrefix = arns.bus("");
    String rulePrefix = arns.account().arn("events", "rule/");
    if (arn.startsWith(busPrefix)) {
      return new Owner.OfBus(arn.substring(busPrefix.length()));
    }
    if (arn.startsWith(rulePrefix)) {
      String rule = arn.substring(rulePrefix.length());
      int slash = rule.lastIndexOf('/');
      return slash < 0
          ? new Owner.OfRule(Arns.DEFAULT_BUS, rule)
          : new Owner.OfRule(rule.substring(0, slash), rule.substring(slash + 1));
    }
    throw Fault.validation(
        "Parameter ResourceARN is not valid. Reason: "
            + arn
            + " is neither a rule nor an event bus.");
  }
}
