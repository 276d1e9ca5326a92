package ecommerce.local.xray;

import ecommerce.local.Tracing.Asked;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.xray.model.SamplingRule;

/**
 * Says which requests are traced: by the first rule that matches, its reservoir of requests in each
 * second, and its share of what comes beyond.
 */
final class Sampler {

  /** What of a reservoir is used up in a second. */
  private record Used(long second, int requests) {}

  private final SamplingRules rules;
  private final InstantSource clock;
  private final Map<String, Used> used = new ConcurrentHashMap<>();

  Sampler(SamplingRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  boolean samples(Asked asked) {
    SamplingRule rule =
        rules.inOrder().stream().filter(one -> matches(one, asked)).findFirst().orElseThrow();
    long second = clock.instant().getEpochSecond();
    Used now =
        used.compute(
            rule.ruleName(),
            (name, before) ->
                before == null || before.second() != second
                    ? new Used(second, 1)
                    : new Used(second, before.requests() + 1));
    return now.requests() <= rule.reservoirSize()
        || ThreadLocalRandom.current().nextDouble() < rule.fixedRate();
  }

  private static boolean matches(SamplingRule rule, Asked asked) {
    return fits(rule.serviceName(), asked.service())
        && fits(rule.serviceType(), asked.type())
        && fits(rule.resourceARN(), asked.arn())
        && fits(rule.host(), asked.host())
        && fits(rule.httpMethod(), asked.method())
        && fits(rule.urlPath(), asked.path());
  }

  /** Any case; {@code *} and {@code ?} stand for characters. */
  private static boolean fits(String pattern, String value) {
    if (pattern == null || pattern.equals("*")) {
      return true;
    }
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return value.toLowerCase(Locale.ROOT).matches(regex.toString());
  }
}
