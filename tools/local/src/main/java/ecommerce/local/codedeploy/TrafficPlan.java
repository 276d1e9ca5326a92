package ecommerce.local.codedeploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.codedeploy.model.InvalidTrafficRoutingConfigurationException;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;

/**
 * The shares of the traffic that go to the new version, one after the other, before it gets all;
 * between two of them, and before the end, a fixed time passes. No shares: all at once.
 *
 * @param percents each above 0 and below 100, rising
 */
record TrafficPlan(List<Integer> percents, Duration between) {

  TrafficPlan {
    percents = List.copyOf(percents);
  }

  static TrafficPlan of(TrafficRoutingConfig routing) {
    if (routing == null || routing.type() == null) {
      throw wrong("A deployment configuration for Lambda needs trafficRoutingConfig with a type");
    }
    return switch (routing.type()) {
      case ALL_AT_ONCE -> new TrafficPlan(List.of(), Duration.ZERO);
      case TIME_BASED_CANARY -> {
        if (routing.timeBasedCanary() == null) {
          throw wrong("TimeBasedCanary needs timeBasedCanary");
        }
        int percent = percent(routing.timeBasedCanary().canaryPercentage());
        Duration wait = interval(routing.timeBasedCanary().canaryInterval());
        yield new TrafficPlan(List.of(percent), wait);
      }
      case TIME_BASED_LINEAR -> {
        if (routing.timeBasedLinear() == null) {
          throw wrong("TimeBasedLinear needs timeBasedLinear");
        }
        int step = percent(routing.timeBasedLinear().linearPercentage());
        List<Integer> percents = new ArrayList<>();
        for (int percent = step; percent < 100; percent += step) {
          percents.add(percent);
        }
        yield new TrafficPlan(percents, interval(routing.timeBasedLinear().linearInterval()));
      }
      default -> throw wrong("The type " + routing.typeAsString() + " is not known");
    };
  }

  private static int percent(Integer percent) {
    if (percent == null || percent < 1 || percent > 99) {
      throw wrong("The percentage of traffic must be between 1 and 99, not " + percent);
    }
    return percent;
  }

  private static Duration interval(Integer minutes) {
    if (minutes == null || minutes < 1 || minutes > 2880) {
      throw wrong("The interval must be between 1 and 2880 minutes, not " + minutes);
    }
    return Duration.ofMinutes(minutes);
  }

  private static InvalidTrafficRoutingConfigurationException wrong(String message) {
    return InvalidTrafficRoutingConfigurationException.builder()
        .message(message)
        .statusCode(400)
        .build();
  }
}
