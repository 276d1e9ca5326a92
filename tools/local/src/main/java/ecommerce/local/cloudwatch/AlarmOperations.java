package ecommerce.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Timers;
import ecommerce.local.wire.Shapes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** Making, describing and moving alarms. */
record AlarmOperations(AlarmBook book, AlarmWatch watch, Timers timers) {

  private static final int PAGE = 100;

  PutMetricAlarmResponse put(PutMetricAlarmRequest request) {
    AlarmChecks.check(request);
    ObjectNode definition = Shapes.toJson(request);
    definition.remove("Tags");
    book.define(request.alarmName(), false, definition, tags(request.tags()));
    return PutMetricAlarmResponse.builder().build();
  }

  PutCompositeAlarmResponse put(PutCompositeAlarmRequest request) {
    AlarmChecks.check(request, book);
    ObjectNode definition = Shapes.toJson(request);
    definition.remove("Tags");
    book.define(request.alarmName(), true, definition, tags(request.tags()));
    watch.composites();
    return PutCompositeAlarmResponse.builder().build();
  }

  static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> values = new HashMap<>();
    tags.forEach(tag -> values.put(tag.key(), tag.value()));
    return values;
  }

  DescribeAlarmsResponse describe(DescribeAlarmsRequest request) {
    if (request.childrenOfAlarmName() != null || request.parentsOfAlarmName() != null) {
      return new AlarmRelatives(book).describe(request);
    }
    if (request.hasAlarmNames() && request.alarmNamePrefix() != null) {
      throw Refusals.validation("AlarmNames and AlarmNamePrefix exclude each other");
    }
    Set<String> types =
        request.hasAlarmTypes()
            ? Set.copyOf(request.alarmTypesAsStrings())
            : Set.of(AlarmType.METRIC_ALARM.toString());
    Predicate<Alarm> wanted =
        alarm ->
            types.contains(alarm.composite() ? "CompositeAlarm" : "MetricAlarm")
                && (!request.hasAlarmNames() || request.alarmNames().contains(alarm.name()))
                && (request.alarmNamePrefix() == null
                    || alarm.name().startsWith(request.alarmNamePrefix()))
                && (request.actionPrefix() == null
                    || AlarmActions.all(alarm).anyMatch(a -> a.startsWith(request.actionPrefix())))
                && (request.stateValue() == null || request.stateValue() == alarm.state());
    int from = request.nextToken() == null ? 0 : DataOperations.position(request.nextToken());
    int most = most(request);
    List<Alarm> rest = book.all().stream().filter(wanted).skip(from).limit(most + 1L).toList();
    List<Alarm> page = rest.subList(0, Math.min(most, rest.size()));
    return DescribeAlarmsResponse.builder()
        .metricAlarms(
            page.stream()
                .filter(alarm -> !alarm.composite())
                .map(alarm -> AlarmShapes.metric(alarm, book.arn(alarm.name())))
                .toList())
        .compositeAlarms(page.stream().filter(Alarm::composite).map(this::composite).toList())
        .nextToken(rest.size() > most ? String.valueOf(from + most) : null)
        .build();
  }

  static int most(DescribeAlarmsRequest request) {
    return request.maxRecords() == null ? PAGE : request.maxRecords();
  }

  private CompositeAlarm composite(Alarm alarm) {
    CompositeAlarm shown = AlarmShapes.composite(alarm, book.arn(alarm.name()));
    return book.suppression()
        .of(alarm)
        .map(by -> shown.toBuilder().actionsSuppressedBy(by).build())
        .orElse(shown);
  }

  DescribeAlarmsForMetricResponse describe(DescribeAlarmsForMetricRequest request) {
    MetricKey metric =
        MetricKey.of(request.namespace(), request.metricName(), request.dimensions());
    return DescribeAlarmsForMetricResponse.builder()
        .metricAlarms(
            book.all().stream()
                .filter(alarm -> !alarm.composite() && of(alarm.metric(), metric, request))
                .map(alarm -> AlarmShapes.metric(alarm, book.arn(alarm.name())))
                .toList())
        .build();
  }

  private static boolean of(
      PutMetricAlarmRequest alarm, MetricKey metric, DescribeAlarmsForMetricRequest request) {
    return alarm.metricName() != null
        && MetricKey.of(alarm.namespace(), alarm.metricName(), alarm.dimensions()).equals(metric)
        && (request.period() == null || request.period().equals(alarm.period()))
        && (request.unit() == null || request.unit() == alarm.unit())
        && (request.statistic() == null || request.statistic() == alarm.statistic())
        && (request.extendedStatistic() == null
            || request.extendedStatistic().equals(alarm.extendedStatistic()));
  }

  DescribeAlarmHistoryResponse history(DescribeAlarmHistoryRequest request) {
    Comparator<AlarmHistory.Entry> order = Comparator.comparing(AlarmHistory.Entry::time);
    Stream<AlarmHistory.Entry> entries =
        (request.alarmName() == null
                ? book.history().all()
                : book.history().of(request.alarmName()))
            .stream()
                .filter(entry -> wanted(entry, request))
                .sorted(request.scanBy() == ScanBy.TIMESTAMP_ASCENDING ? order : order.reversed());
    int from = request.nextToken() == null ? 0 : DataOperations.position(request.nextToken());
    int most = request.maxRecords() == null ? PAGE : request.maxRecords();
    List<AlarmHistoryItem> rest =
        entries.skip(from).limit(most + 1L).map(AlarmHistory.Entry::model).toList();
    return DescribeAlarmHistoryResponse.builder()
        .alarmHistoryItems(rest.subList(0, Math.min(most, rest.size())))
        .nextToken(rest.size() > most ? String.valueOf(from + most) : null)
        .build();
  }

  private static boolean wanted(AlarmHistory.Entry entry, DescribeAlarmHistoryRequest request) {
    String type = entry.composite() ? "CompositeAlarm" : "MetricAlarm";
    List<String> types = request.hasAlarmTypes() ? request.alarmTypesAsStrings() : List.of(type);
    return types.contains(type)
        && (request.historyItemType() == null
            || request.historyItemTypeAsString().equals(entry.type()))
        && (request.startDate() == null || !entry.time().isBefore(request.startDate()))
        && (request.endDate() == null || !entry.time().isAfter(request.endDate()));
  }

  /** The state stays for a minute; then the alarm's own metric decides again. */
  SetAlarmStateResponse set(SetAlarmStateRequest request) {
    Alarm alarm = book.require(request.alarmName());
    if (request.stateValue() == StateValue.UNKNOWN_TO_SDK_VERSION) {
      throw Refusals.validation("StateValue " + request.stateValueAsString() + " does not exist");
    }
    book.move(
        alarm.name(),
        request.stateValue(),
        request.stateReason(),
        Optional.ofNullable(request.stateReasonData()).orElse(""),
        timers.instant().plus(Duration.ofMinutes(1)));
    watch.composites();
    return SetAlarmStateResponse.builder().build();
  }

  DeleteAlarmsResponse delete(DeleteAlarmsRequest request) {
    for (Alarm alarm : book.all()) {
      if (alarm.composite() && !request.alarmNames().contains(alarm.name())) {
        for (String used : new AlarmRule(alarm.rule().alarmRule()).alarms()) {
          if (request.alarmNames().contains(AlarmBook.name(used))) {
            throw Refusals.validation(
                "Cannot delete " + used + " as there are composite alarm(s) depending on it.");
          }
        }
      }
    }
    book.delete(request.alarmNames());
    return DeleteAlarmsResponse.builder().build();
  }

  EnableAlarmActionsResponse enable(EnableAlarmActionsRequest request) {
    actions(request.alarmNames(), true);
    return EnableAlarmActionsResponse.builder().build();
  }

  DisableAlarmActionsResponse disable(DisableAlarmActionsRequest request) {
    actions(request.alarmNames(), false);
    return DisableAlarmActionsResponse.builder().build();
  }

  /** Names of no alarm are passed over, as CloudWatch does. */
  private void actions(List<String> names, boolean enabled) {
    List<String> known = new ArrayList<>(names);
    known.removeIf(name -> book.find(name).isEmpty());
    known.forEach(
        name ->
            book.change(
                name,
                alarm -> {
                  ObjectNode definition = alarm.definition().deepCopy();
                  definition.put("ActionsEnabled", enabled);
                  return new Alarm(
                      alarm.name(),
                      alarm.composite(),
                      definition,
                      alarm.tags(),
                      timers.instant(),
                      alarm.state(),
                      alarm.reason(),
                      alarm.reasonData(),
                      alarm.updated(),
                      alarm.transitioned(),
                      alarm.held());
                }));
  }
}
