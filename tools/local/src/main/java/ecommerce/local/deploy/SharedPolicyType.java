package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A policy that one or more things of a service have ({@code AWS::SQS::QueuePolicy}, {@code
 * AWS::SNS::TopicPolicy}): whatever leaves the list has none from then on.
 */
public abstract class SharedPolicyType implements ResourceType {

  private final String name;
  private final String list;

  /**
   * @param list the property that lists the things; also kept for the removal, which templates
   *     cannot read
   */
  protected SharedPolicyType(String name, String list) {
    this.name = name;
    this.list = list;
  }

  /** Gives a thing its policy. */
  protected abstract void set(String id, String policy);

  /** Takes it away; a thing that is gone took it along. */
  protected abstract void clear(String id);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Set<String> properties() {
    return Set.of(list, list + "[]", "PolicyDocument.**");
  }

  @Override
  public final Resource create(Desired desired) {
    return put(desired, desired.uniqueName(80));
  }

  @Override
  public final Resource update(Desired desired, Resource current) {
    List<String> dropped = new ArrayList<>(ids(current.attributes().get(list)));
    dropped.removeAll(ids(desired.properties().get(list)));
    dropped.forEach(this::clear);
    return put(desired, current.physicalId());
  }

  @Override
  public final void delete(Resource current) {
    ids(current.attributes().get(list)).forEach(this::clear);
  }

  private Resource put(Desired desired, String id) {
    JsonNode document =
        desired.node("PolicyDocument").orElseThrow(() -> missing("PolicyDocument", desired));
    List<String> ids = ids(desired.properties().get(list));
    if (ids.isEmpty()) {
      throw missing(list, desired);
    }
    String policy = document.isTextual() ? document.asText() : document.toString();
    ids.forEach(each -> set(each, policy));
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    ids.forEach(kept::add);
    return Resource.of(id).with("Id", id).with(list, kept);
  }

  private static IllegalArgumentException missing(String property, Desired desired) {
    return new IllegalArgumentException(
        "property " + property + " of " + desired.logicalId() + " is missing");
  }

  private static List<String> ids(JsonNode listed) {
    List<String> ids = new ArrayList<>();
    if (listed != null) {
      listed.forEach(id -> ids.add(id.asText()));
    }
    return ids;
  }
}
