package ecommerce.local.cloudwatch;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * The alarms that a composite alarm's rule names, and the composite alarms whose rules name an
 * alarm. Less is told of them than of alarms that are asked for themselves, and nothing else can be
 * asked at the same time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html">DescribeAlarms</a>
 */
record AlarmRelatives(AlarmBook book) {

  DescribeAlarmsResponse describe(DescribeAlarmsRequest request) {
    String child = request.parentsOfAlarmName();
    String parent = request.childrenOfAlarmName();
    boolean more =
        child != null && parent != null
            || request.hasAlarmNames()
            || request.hasAlarmTypes()
            || request.alarmNamePrefix() != null
            || request.actionPrefix() != null
            || request.stateValue() != null;
    if (more) {
      throw Refusals.validation(
          "ChildrenOfAlarmName and ParentsOfAlarmName take no other parameters than MaxRecords and"
              + " NextToken");
    }
    if (child != null) {
      book.require(AlarmBook.name(child));
      return page(request, alarm -> names(alarm).contains(AlarmBook.name(child)));
    }
    Set<String> children = names(book.require(AlarmBook.name(parent)));
    return page(request, alarm -> children.contains(alarm.name()));
  }

  /** Those that an alarm's rule names; none of a metric alarm. */
  private static Set<String> names(Alarm alarm) {
    return alarm.composite()
        ? new AlarmRule(alarm.rule().alarmRule())
            .alarms().stream().map(AlarmBook::name).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private DescribeAlarmsResponse page(DescribeAlarmsRequest request, Predicate<Alarm> wanted) {
    int from = request.nextToken() == null ? 0 : DataOperations.position(request.nextToken());
    int most = AlarmOperations.most(request);
    List<Alarm> rest = book.all().stream().filter(wanted).skip(from).limit(most + 1L).toList();
    List<Alarm> page = rest.subList(0, Math.min(most, rest.size()));
    return DescribeAlarmsResponse.builder()
        .metricAlarms(page.stream().filter(alarm -> !alarm.composite()).map(this::metric).toList())
        .compositeAlarms(page.stream().filter(Alarm::composite).map(this::composite).toList())
        .nextToken(rest.size() > most ? String.valueOf(from + most) : null)
        .build();
  }

  private MetricAlarm metric(Alarm alarm) {
    return MetricAlarm.builder()
        .alarmName(alarm.name())
        .alarmArn(book.arn(alarm.name()))
        .stateValue(alarm.state())
        .stateUpdatedTimestamp(alarm.updated())
        .build();
  }

  private CompositeAlarm composite(Alarm alarm) {
    return CompositeAlarm.builder()
        .alarmName(alarm.name())
        .alarmArn(book.arn(alarm.name()))
        .stateValue(alarm.state())
        .stateUpdatedTimestamp(alarm.updated())
        .build();
  }
}
