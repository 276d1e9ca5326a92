package ecommerce.local.logs;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** Operations on groups and streams. */
record GroupOperations(LogGroups groups, MetricFilters filters) {

  private static final Set<Integer> DAYS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  CreateLogGroupResponse create(CreateLogGroupRequest request) {
    groups.create(
        Refusals.group(request.logGroupName(), null),
        request.hasTags() ? request.tags() : Map.of());
    return CreateLogGroupResponse.builder().build();
  }

  DeleteLogGroupResponse delete(DeleteLogGroupRequest request) {
    groups.delete(request.logGroupName());
    return DeleteLogGroupResponse.builder().build();
  }

  DescribeLogGroupsResponse describe(DescribeLogGroupsRequest request) {
    List<LogGroups.Group> wanted =
        groups.all().stream()
            .filter(
                group ->
                    request.logGroupNamePrefix() == null
                        || group.name().startsWith(request.logGroupNamePrefix()))
            .filter(
                group ->
                    request.logGroupNamePattern() == null
                        || group.name().contains(request.logGroupNamePattern()))
            .filter(
                group ->
                    request.nextToken() == null || group.name().compareTo(request.nextToken()) > 0)
            .toList();
    int most = limit(request.limit());
    List<LogGroups.Group> page = wanted.subList(0, Math.min(most, wanted.size()));
    return DescribeLogGroupsResponse.builder()
        .logGroups(page.stream().map(this::shape).toList())
        .nextToken(wanted.size() > most ? page.getLast().name() : null)
        .build();
  }

  private LogGroup shape(LogGroups.Group group) {
    return LogGroup.builder()
        .logGroupName(group.name())
        .creationTime(group.created())
        .retentionInDays(group.retention())
        .metricFilterCount(filters.count(group.name()))
        .arn(groups.arn(group.name()) + ":*")
        .logGroupArn(groups.arn(group.name()))
        .logGroupClass(LogGroupClass.STANDARD)
        .storedBytes(groups.log(group.name()).bytes())
        .build();
  }

  PutRetentionPolicyResponse putRetention(PutRetentionPolicyRequest request) {
    if (!DAYS.contains(request.retentionInDays())) {
      throw Refusals.invalid(
          "Value '"
              + request.retentionInDays()
              + "' at 'retentionInDays' must be one of "
              + DAYS.stream().sorted().toList());
    }
    groups.change(
        request.logGroupName(),
        group ->
            new LogGroups.Group(
                group.name(), group.created(), request.retentionInDays(), group.tags()));
    return PutRetentionPolicyResponse.builder().build();
  }

  DeleteRetentionPolicyResponse deleteRetention(DeleteRetentionPolicyRequest request) {
    groups.change(
        request.logGroupName(),
        group -> new LogGroups.Group(group.name(), group.created(), null, group.tags()));
    return DeleteRetentionPolicyResponse.builder().build();
  }

  CreateLogStreamResponse createStream(CreateLogStreamRequest request) {
    if (!request.logStreamName().matches("[^:*\\t]{1,512}")) {
      throw Refusals.invalid(
          "Value '" + request.logStreamName() + "' at 'logStreamName' must match [^:*]*");
    }
    groups.createStream(request.logGroupName(), request.logStreamName());
    return CreateLogStreamResponse.builder().build();
  }

  DeleteLogStreamResponse deleteStream(DeleteLogStreamRequest request) {
    groups.deleteStream(request.logGroupName(), request.logStreamName());
    return DeleteLogStreamResponse.builder().build();
  }

  DescribeLogStreamsResponse describeStreams(DescribeLogStreamsRequest request) {
    String group = Refusals.group(request.logGroupName(), request.logGroupIdentifier());
    groups.require(group);
    Comparator<LogGroups.StreamRecord> order =
        request.orderBy() == OrderBy.LAST_EVENT_TIME
            ? Comparator.comparingLong(
                stream -> stream.last() == null ? stream.created() : stream.last())
            : Comparator.comparing(LogGroups.StreamRecord::name);
    List<LogGroups.StreamRecord> wanted =
        groups.streams(group).stream()
            .filter(
                stream ->
                    request.logStreamNamePrefix() == null
                        || stream.name().startsWith(request.logStreamNamePrefix()))
            .sorted(Boolean.TRUE.equals(request.descending()) ? order.reversed() : order)
            .toList();
    int from =
        request.nextToken() == null ? 0 : Math.min(wanted.size(), number(request.nextToken()));
    int to = Math.min(wanted.size(), from + limit(request.limit()));
    return DescribeLogStreamsResponse.builder()
        .logStreams(wanted.subList(from, to).stream().map(stream -> shape(group, stream)).toList())
        .nextToken(to < wanted.size() ? Integer.toString(to) : null)
        .build();
  }

  private LogStream shape(String group, LogGroups.StreamRecord stream) {
    return LogStream.builder()
        .logStreamName(stream.name())
        .creationTime(stream.created())
        .firstEventTimestamp(stream.first())
        .lastEventTimestamp(stream.last())
        .lastIngestionTime(stream.ingestion())
        .uploadSequenceToken("0")
        .arn(groups.arn(group) + ":log-stream:" + stream.name())
        .storedBytes(0L)
        .build();
  }

  TagResourceResponse tag(TagResourceRequest request) {
    retag(request.resourceArn(), tags -> tags.putAll(request.tags()));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    retag(request.resourceArn(), tags -> request.tagKeys().forEach(tags::remove));
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(groups.require(Refusals.group(request.resourceArn(), null)).tags())
        .build();
  }

  private void retag(String arn, java.util.function.Consumer<Map<String, String>> change) {
    groups.change(
        Refusals.group(arn, null),
        group -> {
          Map<String, String> tags = new HashMap<>(group.tags());
          change.accept(tags);
          return new LogGroups.Group(group.name(), group.created(), group.retention(), tags);
        });
  }

  private static int number(String token) {
    try {
      return Integer.parseUnsignedInt(token);
    } catch (NumberFormatException e) {
      throw Refusals.invalid("The specified nextToken is invalid.");
    }
  }

  private static int limit(Integer asked) {
    if (asked != null && (asked < 1 || asked > 50)) {
      throw Refusals.invalid("Value '" + asked + "' at 'limit' must be between 1 and 50");
    }
    return asked == null ? 50 : asked;
  }
}
