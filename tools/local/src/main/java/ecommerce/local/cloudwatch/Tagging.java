package ecommerce.local.cloudwatch;

import ecommerce.local.wire.Fault;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** The tags of alarms; nothing else of CloudWatch has any here. */
record Tagging(AlarmBook book) {

  TagResourceResponse tag(TagResourceRequest request) {
    Alarm alarm = alarm(request.resourceARN());
    Map<String, String> tags = new HashMap<>(alarm.tags());
    tags.putAll(AlarmOperations.tags(request.tags()));
    book.change(alarm.name(), present -> present.tagged(tags));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    Alarm alarm = alarm(request.resourceARN());
    Map<String, String> tags = new HashMap<>(alarm.tags());
    tags.keySet().removeAll(request.tagKeys());
    book.change(alarm.name(), present -> present.tagged(tags));
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(
            alarm(request.resourceARN()).tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }

  private Alarm alarm(String arn) {
    return book.find(AlarmBook.name(arn))
        .filter(alarm -> book.arn(alarm.name()).equals(arn))
        .orElseThrow(
            () ->
                new Fault(
                    "ResourceNotFoundException", 404, "The resource " + arn + " does not exist"));
  }
}
