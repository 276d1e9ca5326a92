package ecommerce.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which metrics tell how much of a resource was used. A resource that is free has none. */
record SeriesOfResources(Facts facts) {

  List<Series> of(Deployed resource) {
    String id = resource.physicalId();
    return switch (resource.type()) {
      case "AWS::Lambda::Function" -> function(resource);
      case "AWS::DynamoDB::Table" ->
          Stream.concat(
                  all(
                      resource,
                      "dynamodb-reads",
                      "AWS/DynamoDB",
                      "ConsumedReadCapacityUnits",
                      "TableName",
                      id),
                  all(
                      resource,
                      "dynamodb-writes",
                      "AWS/DynamoDB",
                      "ConsumedWriteCapacityUnits",
                      "TableName",
                      id))
              .toList();
      // PutEvents has no metric by bus: what the account puts is the bus owner's.
      case "AWS::Events::EventBus" ->
          List.of(sum(resource, "events-put", "AWS/Events", "PutEventsEntriesCount", Map.of()));
      case "AWS::Events::Rule" ->
          all(resource, "events-matched", "AWS/Events", "MatchedEvents", "RuleName", ruleName(id))
              .toList();
      case "AWS::ApiGateway::RestApi" ->
          List.of(
              Series.of(
                  resource,
                  "rest-requests",
                  Series.metric("AWS/ApiGateway", "Count", Map.of("ApiName", facts.apiName(id))),
                  "SampleCount"));
      case "AWS::ApiGatewayV2::Api" ->
          Stream.of("MessageCount", "ConnectCount")
              .map(n -> sum(resource, "socket-messages", "AWS/ApiGateway", n, Map.of("ApiId", id)))
              .toList();
      case "AWS::AppSync::GraphQLApi" ->
          List.of(
              Series.of(
                  resource,
                  "graphql-operations",
                  Series.metric(
                      "AWS/AppSync",
                      "Latency",
                      Map.of("GraphQLAPIId", id.substring(id.lastIndexOf('/') + 1))),
                  "SampleCount"));
      case "AWS::Logs::LogGroup" ->
          List.of(
              sum(resource, "log-bytes", "AWS/Logs", "IncomingBytes", Map.of("LogGroupName", id)));
      case "AWS::SQS::Queue" ->
          Stream.of(
                  "NumberOfMessagesSent",
                  "NumberOfMessagesReceived",
                  "NumberOfMessagesDeleted",
                  "NumberOfEmptyReceives")
              .map(
                  n ->
                      sum(
                          resource,
                          "sqs-requests",
                          "AWS/SQS",
                          n,
                          Map.of("QueueName", id.substring(id.lastIndexOf('/') + 1))))
              .toList();
      default -> List.of();
    };
  }

  private List<Series> function(Deployed resource) {
    Map<String, String> dimensions = Map.of("FunctionName", resource.physicalId());
    Facts.Function function = facts.function(resource.physicalId());
    BigDecimal gigabytesBySecond =
        BigDecimal.valueOf(function.memory())
            .divide(BigDecimal.valueOf(1024L * 1000), MathContext.DECIMAL64);
    return List.of(
        sum(resource, "lambda-requests", "AWS/Lambda", "Invocations", dimensions),
        new Series(
            resource.service(),
            "lambda-gb-seconds-" + function.architecture(),
            Series.metric("AWS/Lambda", "Duration", dimensions),
            "Sum",
            gigabytesBySecond));
  }

  private static Series sum(
      Deployed resource,
      String price,
      String namespace,
      String name,
      Map<String, String> dimensions) {
    return Series.of(resource, price, Series.metric(namespace, name, dimensions), "Sum");
  }

  private Stream<Series> all(
      Deployed resource,
      String price,
      String namespace,
      String name,
      String dimension,
      String value) {
    return facts.metrics(namespace, name, dimension, value).stream()
        .map(metric -> Series.of(resource, price, metric, "Sum"));
  }

  /** A rule of another bus than the default has both in its id: {@code bus|rule}. */
  private static String ruleName(String physicalId) {
    return physicalId.substring(physicalId.indexOf('|') + 1);
  }
}
