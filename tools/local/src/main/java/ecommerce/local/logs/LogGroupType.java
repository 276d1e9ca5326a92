package ecommerce.local.logs;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** {@code AWS::Logs::LogGroup}. */
record LogGroupType(GroupOperations operations, LogGroups groups) implements ResourceType {

  @Override
  public String name() {
    return "AWS::Logs::LogGroup";
  }

  @Override
  public Set<String> properties() {
    return Set.of("LogGroupName", "RetentionInDays", "Tags[].Key", "Tags[].Value");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("LogGroupName");
  }

  @Override
  public Resource create(Desired desired) {
    String name = desired.text("LogGroupName").orElseGet(() -> desired.uniqueName(512));
    operations.create(
        CreateLogGroupRequest.builder().logGroupName(name).tags(tags(desired)).build());
    retain(desired, name);
    return Resource.of(name).with("Arn", groups.arn(name) + ":*");
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    String name = desired.text("LogGroupName").orElseGet(() -> desired.uniqueName(512));
    return Optional.of(Resource.of(name).with("Arn", groups.arn(name) + ":*"));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    retain(desired, current.physicalId());
    String arn = groups.arn(current.physicalId());
    Map<String, String> wanted = tags(desired);
    List<String> gone =
        operations
            .tags(ListTagsForResourceRequest.builder().resourceArn(arn).build())
            .tags()
            .keySet()
            .stream()
            .filter(key -> !wanted.containsKey(key))
            .toList();
    operations.untag(UntagResourceRequest.builder().resourceArn(arn).tagKeys(gone).build());
    operations.tag(TagResourceRequest.builder().resourceArn(arn).tags(wanted).build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    try {
      operations.delete(DeleteLogGroupRequest.builder().logGroupName(current.physicalId()).build());
    } catch (ResourceNotFoundException e) {
      // It is gone already.
    }
  }

  private void retain(Desired desired, String name) {
    Optional<Integer> days = desired.text("RetentionInDays").map(Integer::valueOf);
    if (days.isPresent()) {
      operations.putRetention(
          PutRetentionPolicyRequest.builder()
              .logGroupName(name)
              .retentionInDays(days.get())
              .build());
    } else {
      operations.deleteRetention(DeleteRetentionPolicyRequest.builder().logGroupName(name).build());
    }
  }

  private static Map<String, String> tags(Desired desired) {
    Map<String, String> tags = new HashMap<>(desired.tags());
    desired
        .node("Tags")
        .ifPresent(
            list ->
                list.forEach(
                    tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText())));
    return tags;
  }
}
