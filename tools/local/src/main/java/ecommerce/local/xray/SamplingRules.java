package ecommerce.local.xray;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.xray.model.*;

/**
 * Sampling rules by name, in the order of their priority. The rule {@code Default} matches
 * everything, comes last and stays; what may be changed of it is its reservoir and its rate.
 */
final class SamplingRules {

  private static final String DEFAULT = "Default";
  private static final int LAST = 10_000;
  private static final int MOST = 25;

  private final Account account;
  private final InstantSource clock;
  private final Collection<ObjectNode> stored;
  private volatile List<SamplingRule> ordered;

  SamplingRules(Account account, Store store, InstantSource clock, double rate) {
    this.account = account;
    this.clock = clock;
    this.stored = store.collection("xray.sampling-rules", ObjectNode.class);
    stored.putIfAbsent(DEFAULT, Shapes.toJson(standard(rate)));
    order();
  }

  private SamplingRule standard(double rate) {
    return SamplingRule.builder()
        .ruleName(DEFAULT)
        .ruleARN(arn(DEFAULT))
        .priority(LAST)
        .reservoirSize(1)
        .fixedRate(rate)
        .serviceName("*")
        .serviceType("*")
        .host("*")
        .httpMethod("*")
        .urlPath("*")
        .resourceARN("*")
        .version(1)
        .build();
  }

  String arn(String name) {
    return "arn:aws:xray:" + account.region() + ":" + account.id() + ":sampling-rule/" + name;
  }

  private void order() {
    ordered =
        stored.values().stream()
            .map(json -> Shapes.fromJson(json, SamplingRule.builder()).build())
            .sorted(
                Comparator.comparing(SamplingRule::priority).thenComparing(SamplingRule::ruleName))
            .toList();
  }

  /** The one that decides first is first; the last matches everything. */
  List<SamplingRule> inOrder() {
    return ordered;
  }

  synchronized CreateSamplingRuleResponse create(CreateSamplingRuleRequest request) {
    SamplingRule asked = request.samplingRule();
    SamplingRule rule = asked.toBuilder().ruleARN(arn(name(asked))).build();
    check(rule);
    if (stored.get(rule.ruleName()).isPresent()) {
      throw Refusals.invalid("A sampling rule named " + rule.ruleName() + " exists already.");
    }
    if (ordered.size() > MOST) {
      throw (XRayException)
          RuleLimitExceededException.builder()
              .message("You have reached the maximum number of sampling rules.")
              .statusCode(400)
              .build();
    }
    return CreateSamplingRuleResponse.builder()
        .samplingRuleRecord(put(rule, clock.instant()))
        .build();
  }

  private static String name(SamplingRule rule) {
    if (rule.ruleName() == null || !rule.ruleName().matches("[A-Za-z0-9_-]{1,32}")) {
      throw Refusals.invalid("The RuleName " + rule.ruleName() + " is not valid.");
    }
    return rule.ruleName();
  }

  private static void check(SamplingRule rule) {
    if (rule.fixedRate() < 0 || rule.fixedRate() > 1) {
      throw Refusals.invalid("FixedRate must be between 0 and 1.");
    }
    if (rule.reservoirSize() < 0) {
      throw Refusals.invalid("ReservoirSize must not be negative.");
    }
    boolean standard = DEFAULT.equals(rule.ruleName());
    if (!standard && (rule.priority() < 1 || rule.priority() >= LAST)) {
      throw Refusals.invalid("Priority must be between 1 and 9999.");
    }
    if (rule.version() != 1) {
      throw Refusals.invalid("Version must be 1.");
    }
    Refusals.unsupported("Attributes", rule.hasAttributes() && !rule.attributes().isEmpty());
  }

  synchronized UpdateSamplingRuleResponse update(UpdateSamplingRuleRequest request) {
    SamplingRuleUpdate change = request.samplingRuleUpdate();
    SamplingRule before = require(change.ruleName(), change.ruleARN());
    SamplingRule.Builder rule = before.toBuilder();
    ObjectNode given = Shapes.toJson(change);
    if (before.ruleName().equals(DEFAULT)) {
      given
          .fieldNames()
          .forEachRemaining(
              member ->
                  Refusals.unsupported(
                      member + " of the default rule",
                      !List.of("RuleName", "RuleARN", "FixedRate", "ReservoirSize")
                          .contains(member)));
    }
    given.remove(List.of("RuleName", "RuleARN"));
    SamplingRule after = Shapes.fromJson(given, rule).build();
    check(after);
    return UpdateSamplingRuleResponse.builder()
        .samplingRuleRecord(put(after, record(before).createdAt()))
        .build();
  }

  synchronized DeleteSamplingRuleResponse delete(DeleteSamplingRuleRequest request) {
    SamplingRule rule = require(request.ruleName(), request.ruleARN());
    if (rule.ruleName().equals(DEFAULT)) {
      throw Refusals.invalid("The default sampling rule cannot be deleted.");
    }
    SamplingRuleRecord deleted = record(rule);
    stored.remove(rule.ruleName());
    order();
    return DeleteSamplingRuleResponse.builder().samplingRuleRecord(deleted).build();
  }

  GetSamplingRulesResponse list() {
    return GetSamplingRulesResponse.builder()
        .samplingRuleRecords(ordered.stream().map(this::record).toList())
        .build();
  }

  /** What SDKs that sample by themselves are told: here no reservoir is shared out among them. */
  GetSamplingTargetsResponse targets(GetSamplingTargetsRequest request) {
    Instant now = clock.instant();
    var answer = GetSamplingTargetsResponse.builder().lastRuleModification(now);
    var known = new java.util.ArrayList<SamplingTargetDocument>();
    var unknown = new java.util.ArrayList<UnprocessedStatistics>();
    for (SamplingStatisticsDocument one : request.samplingStatisticsDocuments()) {
      ordered.stream()
          .filter(rule -> rule.ruleName().equals(one.ruleName()))
          .findFirst()
          .ifPresentOrElse(
              rule ->
                  known.add(
                      SamplingTargetDocument.builder()
                          .ruleName(rule.ruleName())
                          .fixedRate(rule.fixedRate())
                          .reservoirQuota(rule.reservoirSize())
                          .reservoirQuotaTTL(now.plusSeconds(60))
                          .interval(10)
                          .build()),
              () ->
                  unknown.add(
                      UnprocessedStatistics.builder()
                          .ruleName(one.ruleName())
                          .errorCode("400")
                          .message("Unknown rule")
                          .build()));
    }
    return answer.samplingTargetDocuments(known).unprocessedStatistics(unknown).build();
  }

  private SamplingRule require(String name, String arn) {
    return ordered.stream()
        .filter(rule -> rule.ruleName().equals(name) || rule.ruleARN().equals(arn))
        .findFirst()
        .orElseThrow(
            () ->
                Refusals.invalid(
                    "The sampling rule " + (name == null ? arn : name) + " does not exist."));
  }

  /** Kept with its times, which are members of its record. */
  private SamplingRuleRecord put(SamplingRule rule, Instant created) {
    SamplingRuleRecord times =
        SamplingRuleRecord.builder().createdAt(created).modifiedAt(clock.instant()).build();
    ObjectNode kept = Shapes.toJson(rule);
    kept.setAll(Shapes.toJson(times));
    stored.put(rule.ruleName(), kept);
    order();
    return record(rule);
  }

  /** The rule Default has no times, as X-Ray's has none, until it is changed. */
  private SamplingRuleRecord record(SamplingRule rule) {
    SamplingRuleRecord times =
        stored
            .get(rule.ruleName())
            .map(kept -> Shapes.fromJson(kept, SamplingRuleRecord.builder()).build())
            .orElseThrow();
    return SamplingRuleRecord.builder()
        .samplingRule(rule)
        .createdAt(Optional.ofNullable(times.createdAt()).orElse(Instant.EPOCH))
        .modifiedAt(Optional.ofNullable(times.modifiedAt()).orElse(Instant.EPOCH))
        .build();
  }
}
