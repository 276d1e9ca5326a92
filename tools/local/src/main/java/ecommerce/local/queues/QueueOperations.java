package ecommerce.local.queues;

import ecommerce.local.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/**
 * The operations on queues. A deleted queue's name is free at once, which AWS makes callers wait a
 * minute for.
 */
final class QueueOperations {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);

  private final Account account;
  private final QueueSet queues;
  private final InstantSource clock;
  private final Map<String, Instant> purged = new ConcurrentHashMap<>();

  QueueOperations(Account account, QueueSet queues, InstantSource clock) {
    this.account = account;
    this.queues = queues;
    this.clock = clock;
  }

  synchronized CreateQueueResponse create(CreateQueueRequest request) {
    String name = request.queueName();
    if (name.endsWith(".fifo")) {
      throw Refusals.unsupported("FIFO queues are not offered by this environment: " + name);
    }
    if (!NAME.matcher(name).matches()) {
      throw Refusals.invalid(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    Map<String, String> attributes =
        QueueAttributes.changed(Map.of(), request.attributesAsStrings());
    Optional<Queue> present = queues.find(name);
    if (present.isPresent()) {
      requireSame(present.get(), attributes);
    } else {
      requireRedrive(name, attributes);
      Tags.check(request.tags());
      Instant now = clock.instant();
      queues.add(new QueueRecord(name, now, now, attributes, request.tags()));
      purged.remove(name);
    }
    return CreateQueueResponse.builder().queueUrl(queues.url(name)).build();
  }

  private static void requireSame(Queue present, Map<String, String> wanted) {
    wanted.forEach(
        (attribute, value) -> {
          if (!value.equals(QueueAttributes.valueOf(attribute, present.settings().attributes()))) {
            throw QueueNameExistsException.builder()
                .message(
                    "A queue already exists with the same name and a different value for attribute "
                        + attribute)
                .statusCode(400)
                .build();
          }
        });
  }

  private void requireRedrive(String name, Map<String, String> attributes) {
    String text = attributes.get("RedrivePolicy");
    if (text == null) {
      return;
    }
    Queue target =
        queues
            .byArn(Redrive.parse(text).target())
            .orElseThrow(() -> Redrive.invalid(text, "Dead letter target does not exist."));
    if (!target.settings().allowance().allows(queues.arn(name))) {
      throw Redrive.invalid(
          text, "Queue does not have permissions to redrive to the Dead Letter Queue.");
    }
  }

  synchronized DeleteQueueResponse delete(DeleteQueueRequest request) {
    queues.remove(queues.at(request.queueUrl()));
    return DeleteQueueResponse.builder().build();
  }

  GetQueueUrlResponse url(GetQueueUrlRequest request) {
    String owner = request.queueOwnerAWSAccountId();
    if (queues.find(request.queueName()).isEmpty()
        || owner != null && !owner.equals(account.id())) {
      throw Refusals.noQueue();
    }
    return GetQueueUrlResponse.builder().queueUrl(queues.url(request.queueName())).build();
  }

  ListQueuesResponse list(ListQueuesRequest request) {
    String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
    List<String> names = names().stream().filter(name -> name.startsWith(prefix)).toList();
    Pages page =
        Pages.of(
            names.stream().map(queues::url).toList(), request.maxResults(), request.nextToken());
    ListQueuesResponse.Builder response = ListQueuesResponse.builder().nextToken(page.next());
    return page.urls().isEmpty() ? response.build() : response.queueUrls(page.urls()).build();
  }

  private List<String> names() {
    return queues.all().stream().map(queue -> queue.settings().name()).toList();
  }

  ListDeadLetterSourceQueuesResponse deadLetterSources(ListDeadLetterSourceQueuesRequest request) {
    String target = queues.arn(queues.at(request.queueUrl()).settings().name());
    List<String> sources =
        queues.all().stream()
            .map(Queue::settings)
            .filter(
                queue ->
                    queue.redrive().filter(redrive -> redrive.target().equals(target)).isPresent())
            .map(queue -> queues.url(queue.name()))
            .toList();
    Pages page = Pages.of(sources, request.maxResults(), request.nextToken());
    return ListDeadLetterSourceQueuesResponse.builder()
        .queueUrls(page.urls())
        .nextToken(page.next())
        .build();
  }

  GetQueueAttributesResponse attributes(GetQueueAttributesRequest request) {
    Queue queue = queues.at(request.queueUrl());
    Map<String, String> all = AttributesShown.of(queue, queues);
    List<String> names = request.attributeNamesAsStrings();
    Map<String, String> shown = new LinkedHashMap<>();
    for (String name : names) {
      if (name.equals("All")) {
        shown.putAll(all);
      } else if (all.containsKey(name)) {
        shown.put(name, all.get(name));
      } else if (!QueueAttributes.names().contains(name)) {
        throw Refusals.attributeName(name);
      }
    }
    GetQueueAttributesResponse.Builder response = GetQueueAttributesResponse.builder();
    return shown.isEmpty() ? response.build() : response.attributesWithStrings(shown).build();
  }

  synchronized SetQueueAttributesResponse setAttributes(SetQueueAttributesRequest request) {
    Queue queue = queues.at(request.queueUrl());
    Map<String, String> changed =
        QueueAttributes.changed(queue.settings().attributes(), request.attributesAsStrings());
    if (request.attributesAsStrings().containsKey("RedrivePolicy")) {
      requireRedrive(queue.settings().name(), changed);
    }
    queues.change(queue, record -> record.withAttributes(changed, clock.instant()));
    return SetQueueAttributesResponse.builder().build();
  }

  PurgeQueueResponse purge(PurgeQueueRequest request) {
    Queue queue = queues.at(request.queueUrl());
    String name = queue.settings().name();
    Instant now = clock.instant();
    purged.compute(
        name,
        (any, last) -> {
          if (last != null && now.isBefore(last.plus(BETWEEN_PURGES))) {
            throw PurgeQueueInProgressException.builder()
                .message(
                    "Only one PurgeQueue operation on " + name + " is allowed every 60 seconds.")
                .statusCode(400)
                .build();
          }
          return now;
        });
    queue.purge();
    return PurgeQueueResponse.builder().build();
  }

  TagQueueResponse tag(TagQueueRequest request) {
    Queue queue = queues.at(request.queueUrl());
    Map<String, String> tags = new LinkedHashMap<>(queue.settings().tags());
    tags.putAll(request.tags());
    Tags.check(tags);
    queues.change(queue, record -> record.withTags(tags));
    return TagQueueResponse.builder().build();
  }

  UntagQueueResponse untag(UntagQueueRequest request) {
    Queue queue = queues.at(request.queueUrl());
    Map<String, String> tags = new LinkedHashMap<>(queue.settings().tags());
    tags.keySet().removeAll(request.tagKeys());
    queues.change(queue, record -> record.withTags(tags));
    return UntagQueueResponse.builder().build();
  }

  ListQueueTagsResponse tags(ListQueueTagsRequest request) {
    Map<String, String> tags = queues.at(request.queueUrl()).settings().tags();
    ListQueueTagsResponse.Builder response = ListQueueTagsResponse.builder();
    return tags.isEmpty() ? response.build() : response.tags(tags).build();
  }
}
