package ecommerce.local.apigateway;

/**
 * What a WebSocket stage sets for its routes.
 *
 * @param rate messages a second of each route; negative where it is not limited
 * @param burst how many at once; negative where it is not limited
 */
record RouteSettings(double rate, int burst) {

  static final RouteSettings NONE = new RouteSettings(-1, -1);

  boolean limits() {
    return rate >= 0 || burst >= 0;
  }

  /** Refuses what is not offered: logging, data traces and detailed metrics. */
  static RouteSettings of(software.amazon.awssdk.services.apigatewayv2.model.RouteSettings given) {
    String level = given.loggingLevelAsString();
    SocketState.refuse("loggingLevel " + level, level != null && !level.equals("OFF"));
    SocketState.refuse("dataTraceEnabled", Boolean.TRUE.equals(given.dataTraceEnabled()));
    SocketState.refuse(
        "detailedMetricsEnabled", Boolean.TRUE.equals(given.detailedMetricsEnabled()));
    return new RouteSettings(
        given.throttlingRateLimit() == null ? -1 : given.throttlingRateLimit(),
        given.throttlingBurstLimit() == null ? -1 : given.throttlingBurstLimit());
  }

  software.amazon.awssdk.services.apigatewayv2.model.RouteSettings shown() {
    return software.amazon.awssdk.services.apigatewayv2.model.RouteSettings.builder()
        .throttlingRateLimit(rate < 0 ? null : rate)
        .throttlingBurstLimit(burst < 0 ? null : burst)
        .build();
  }
}
