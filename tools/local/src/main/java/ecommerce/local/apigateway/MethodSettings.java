package ecommerce.local.apigateway;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a stage sets for its methods, by their path and verb as API Gateway's patches write them:
 * {@code orders~1{id}/GET}, or {@code *}{@code /*} for all. A single method's setting goes before
 * that of all.
 */
record MethodSettings(Map<String, Setting> byMethod) {

  static final String ALL = "*/*";

  /**
   * @param rate requests a second; negative where it is not limited
   * @param burst how many at once; negative where it is not limited
   * @param metrics whether the method has metrics of its own
   */
  record Setting(double rate, int burst, boolean metrics) {

    static final Setting NONE = new Setting(-1, -1, false);

    boolean limits() {
      return rate >= 0 || burst >= 0;
    }

    Setting withRate(double other) {
      return new Setting(other, burst, metrics);
    }

    Setting withBurst(int other) {
      return new Setting(rate, other, metrics);
    }

    Setting withMetrics(boolean other) {
      return new Setting(rate, burst, other);
    }
  }

  MethodSettings {
    byMethod = byMethod == null ? Map.of() : Map.copyOf(byMethod);
  }

  static MethodSettings none() {
    return new MethodSettings(Map.of());
  }

  /** The key of a method: {@code ~1orders/GET}. */
  static String key(String resourcePath, String method) {
    return resourcePath.replace("~", "~0").replace("/", "~1") + "/" + method;
  }

  /** The key under which a method's setting stands; empty where it has none. */
  String keyFor(String resourcePath, String method) {
    String own = key(resourcePath, method);
    String ownWithoutSlash = key(resourcePath.replaceFirst("^/", ""), method);
    for (String key : new String[] {own, ownWithoutSlash, ALL}) {
      if (byMethod.containsKey(key)) {
        return key;
      }
    }
    return "";
  }

  Setting at(String key) {
    return byMethod.getOrDefault(key, Setting.NONE);
  }

  MethodSettings with(String key, Setting setting) {
    Map<String, Setting> more = new TreeMap<>(byMethod);
    more.put(key, setting);
    return new MethodSettings(more);
  }

  MethodSettings without(String key) {
    Map<String, Setting> fewer = new TreeMap<>(byMethod);
    fewer.remove(key);
    return new MethodSettings(fewer);
  }
}
