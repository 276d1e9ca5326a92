package ecommerce.local.apigateway;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;

/** A stage's method settings as answers show them. */
final class MethodSettingShapes {

  private MethodSettingShapes() {}

  /** Null where there are none: then the answer has no such member. */
  static Map<String, MethodSetting> of(MethodSettings settings) {
    Map<String, MethodSetting> shown = new HashMap<>();
    settings.byMethod().forEach((key, setting) -> shown.put(key, of(setting)));
    return shown.isEmpty() ? null : shown;
  }

  private static MethodSetting of(MethodSettings.Setting setting) {
    return MethodSetting.builder()
        .metricsEnabled(setting.metrics())
        .loggingLevel("OFF")
        .dataTraceEnabled(false)
        .throttlingRateLimit(setting.rate() < 0 ? null : setting.rate())
        .throttlingBurstLimit(setting.burst() < 0 ? null : setting.burst())
        .cachingEnabled(false)
        .build();
  }
}
