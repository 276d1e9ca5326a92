package ecommerce.local.cloudwatch;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** What an alarm must be, before anything of it is kept. */
final class AlarmChecks {

  private static final Set<ComparisonOperator> OPERATORS =
      Set.of(
          ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          ComparisonOperator.GREATER_THAN_THRESHOLD,
          ComparisonOperator.LESS_THAN_THRESHOLD,
          ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD);
  private static final Set<String> TREATMENTS =
      Set.of("breaching", "notBreaching", "ignore", "missing");
  private static final int DAY = 86_400;

  private AlarmChecks() {}

  static void check(PutMetricAlarmRequest alarm) {
    name(alarm.alarmName());
    actions(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions());
    require("ComparisonOperator", alarm.comparisonOperator() != null);
    if (LearntBand.isIn(alarm)) {
      LearntBand.check(alarm);
    } else {
      refuse(
          "ComparisonOperator " + alarm.comparisonOperatorAsString(),
          !OPERATORS.contains(alarm.comparisonOperator()));
      require("Threshold", alarm.threshold() != null);
    }
    refuse(
        "EvaluateLowSampleCountPercentile " + alarm.evaluateLowSampleCountPercentile(),
        alarm.evaluateLowSampleCountPercentile() != null
            && !alarm.evaluateLowSampleCountPercentile().equals("evaluate"));
    Unit.of(alarm.unitAsString());
    require("EvaluationPeriods", alarm.evaluationPeriods() != null);
    positive("EvaluationPeriods", alarm.evaluationPeriods());
    if (alarm.datapointsToAlarm() != null) {
      positive("DatapointsToAlarm", alarm.datapointsToAlarm());
      if (alarm.datapointsToAlarm() > alarm.evaluationPeriods()) {
        throw Refusals.validation("DatapointsToAlarm must not be greater than EvaluationPeriods");
      }
    }
    if (alarm.treatMissingData() != null && !TREATMENTS.contains(alarm.treatMissingData())) {
      throw Refusals.validation(
          "TreatMissingData must be one of breaching, notBreaching, ignore, missing");
    }
    if (alarm.hasMetrics()) {
      noMetricBeside(alarm);
      if (!LearntBand.isIn(alarm)) {
        expressions(alarm);
      }
    } else {
      metric(alarm);
    }
    int period = AlarmQuery.of(alarm).period();
    if ((long) period * alarm.evaluationPeriods() > (period < 3600 ? DAY : 7 * DAY)) {
      throw Refusals.validation(
          "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <="
              + " 86400), or 7 days for periods of at least an hour.");
    }
  }

  private static void metric(PutMetricAlarmRequest alarm) {
    require("MetricName or Metrics", alarm.metricName() != null);
    require("Namespace", alarm.namespace() != null);
    require("Period", alarm.period() != null);
    MetricQueries.checkPeriod(alarm.period());
    if ((alarm.statisticAsString() == null) == (alarm.extendedStatistic() == null)) {
      throw Refusals.validation("Exactly one of Statistic and ExtendedStatistic must be given");
    }
    Statistic.named(
        alarm.statisticAsString() == null ? alarm.extendedStatistic() : alarm.statisticAsString());
  }

  private static void noMetricBeside(PutMetricAlarmRequest alarm) {
    boolean both =
        alarm.metricName() != null
            || alarm.namespace() != null
            || alarm.period() != null
            || alarm.statisticAsString() != null
            || alarm.extendedStatistic() != null
            || alarm.unit() != null
            || alarm.hasDimensions();
    if (both) {
      throw Refusals.combination(
          "Metrics must not be given together with MetricName, Namespace, Period, Statistic, Unit"
              + " or Dimensions");
    }
  }

  private static void expressions(PutMetricAlarmRequest alarm) {
    List<MetricDataQuery> shown =
        alarm.metrics().stream()
            .peek(MetricQueries::check)
            .filter(query -> !Boolean.FALSE.equals(query.returnData()))
            .toList();
    if (shown.size() != 1) {
      throw Refusals.validation(
          "Exactly one element of the metrics list should return data, " + shown.size() + " do");
    }
  }

  static void check(PutCompositeAlarmRequest alarm, AlarmBook book) {
    name(alarm.alarmName());
    actions(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions());
    suppressor(alarm, book);
    for (String name : new AlarmRule(alarm.alarmRule()).alarms()) {
      if (AlarmBook.name(name).equals(alarm.alarmName())) {
        throw Refusals.validation("The alarm " + alarm.alarmName() + " depends on itself");
      }
      if (book.find(AlarmBook.name(name)).isEmpty()) {
        throw Refusals.validation("The alarm " + name + " of AlarmRule does not exist");
      }
    }
  }

  private static void name(String name) {
    if (name.isEmpty() || name.length() > 255) {
      throw Refusals.validation("AlarmName must have between 1 and 255 characters");
    }
  }

  private static void actions(List<String> alarm, List<String> ok, List<String> unknown) {
    AlarmActions.check("AlarmActions", alarm);
    AlarmActions.check("OKActions", ok);
    AlarmActions.check("InsufficientDataActions", unknown);
  }

  private static void suppressor(PutCompositeAlarmRequest alarm, AlarmBook book) {
    String suppressor = alarm.actionsSuppressor();
    if (suppressor == null) {
      return;
    }
    if (book.find(AlarmBook.name(suppressor)).isEmpty()) {
      throw Refusals.validation("The alarm " + suppressor + " of ActionsSuppressor does not exist");
    }
    period("ActionsSuppressorWaitPeriod", alarm.actionsSuppressorWaitPeriod());
    period("ActionsSuppressorExtensionPeriod", alarm.actionsSuppressorExtensionPeriod());
  }

  private static void period(String name, Integer seconds) {
    if (seconds == null || seconds < 0) {
      throw Refusals.validation(name + " must be given with ActionsSuppressor, and not below 0");
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw Refusals.validation(
          "Value '"
              + value
              + "' at '"
              + name
              + "' failed to satisfy constraint: Member must have value greater than or equal to"
              + " 1");
    }
  }

  private static void require(String name, boolean there) {
    if (!there) {
      throw Refusals.validation("The parameter " + name + " is required");
    }
  }

  private static void refuse(String what, boolean there) {
    if (there) {
      throw Refusals.validation(what + " is not offered by this environment");
    }
  }
}
