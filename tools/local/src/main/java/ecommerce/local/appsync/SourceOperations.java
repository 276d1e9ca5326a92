package ecommerce.local.appsync;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Operations;
import java.net.URI;
import java.util.Objects;
import software.amazon.awssdk.services.appsync.model.CreateDataSourceRequest;
import software.amazon.awssdk.services.appsync.model.CreateDataSourceResponse;
import software.amazon.awssdk.services.appsync.model.DataSource;
import software.amazon.awssdk.services.appsync.model.DeleteDataSourceRequest;
import software.amazon.awssdk.services.appsync.model.DeleteDataSourceResponse;
import software.amazon.awssdk.services.appsync.model.GetDataSourceRequest;
import software.amazon.awssdk.services.appsync.model.GetDataSourceResponse;
import software.amazon.awssdk.services.appsync.model.ListDataSourcesRequest;
import software.amazon.awssdk.services.appsync.model.ListDataSourcesResponse;
import software.amazon.awssdk.services.appsync.model.UpdateDataSourceRequest;
import software.amazon.awssdk.services.appsync.model.UpdateDataSourceResponse;

/** Data sources: DynamoDB tables, Lambda functions, HTTP endpoints, and none. */
final class SourceOperations {

  private final Apis apis;
  private final ApiOperations names;

  SourceOperations(Apis apis, ApiOperations names) {
    this.apis = apis;
    this.names = names;
  }

  void declare(Operations operations) {
    operations.on(
        CreateDataSourceRequest::builder,
        Access.to("appsync:CreateDataSource", q -> arn(q.apiId(), q.name())),
        this::create);
    operations.on(
        GetDataSourceRequest::builder,
        Access.to("appsync:GetDataSource", q -> arn(q.apiId(), q.name())),
        this::get);
    operations.on(
        ListDataSourcesRequest::builder,
        Access.to("appsync:ListDataSources", q -> names.arn(q.apiId())),
        this::list);
    operations.on(
        UpdateDataSourceRequest::builder,
        Access.to("appsync:UpdateDataSource", q -> arn(q.apiId(), q.name())),
        this::update);
    operations.on(
        DeleteDataSourceRequest::builder,
        Access.to("appsync:DeleteDataSource", q -> arn(q.apiId(), q.name())),
        this::delete);
  }

  private String arn(String apiId, String name) {
    return names.arn(apiId) + "/datasources/" + name;
  }

  CreateDataSourceResponse create(Call call, CreateDataSourceRequest request) {
    apis.get(request.apiId());
    Refusals.when(
        apis.hasSource(request.apiId(), request.name()),
        "Data source with name " + request.name() + " already exists");
    DataSource source =
        DataSource.builder()
            .dataSourceArn(arn(request.apiId(), request.name()))
            .name(request.name())
            .description(request.description())
            .type(request.type())
            .serviceRoleArn(request.serviceRoleArn())
            .dynamodbConfig(request.dynamodbConfig())
            .lambdaConfig(request.lambdaConfig())
            .httpConfig(request.httpConfig())
            .build();
    check(source);
    apis.putSource(request.apiId(), source);
    return CreateDataSourceResponse.builder().dataSource(source).build();
  }

  private static void check(DataSource source) {
    Refusals.when(
        !source.name().matches("[_A-Za-z][_0-9A-Za-z]*"),
        "Invalid data source name: " + source.name());
    switch (source.typeAsString()) {
      case "AMAZON_DYNAMODB" -> {
        needs(source.dynamodbConfig(), source, "dynamodbConfig");
        needs(source.serviceRoleArn(), source, "serviceRoleArn");
        Refusals.when(
            Boolean.TRUE.equals(source.dynamodbConfig().versioned()),
            "Versioned DynamoDB data sources are not supported here");
      }
      case "AWS_LAMBDA" -> {
        needs(source.lambdaConfig(), source, "lambdaConfig");
        needs(source.serviceRoleArn(), source, "serviceRoleArn");
      }
      case "HTTP" -> {
        needs(source.httpConfig(), source, "httpConfig");
        endpoint(source.httpConfig().endpoint());
        if (source.httpConfig().authorizationConfig() != null) {
          needs(source.httpConfig().authorizationConfig().awsIamConfig(), source, "awsIamConfig");
          needs(source.serviceRoleArn(), source, "serviceRoleArn");
        }
      }
      case "NONE" -> {}
      default ->
          throw Refusals.bad(
              "Data sources of type " + source.typeAsString() + " are not supported here");
    }
  }

  private static void needs(Object member, DataSource source, String name) {
    Refusals.when(
        Objects.isNull(member),
        "Data source " + source.name() + " of type " + source.typeAsString() + " needs " + name);
  }

  private static void endpoint(String endpoint) {
    try {
      URI uri = URI.create(endpoint);
      Refusals.when(
          uri.getHost() == null || !uri.getScheme().matches("https?"),
          "Invalid HTTP endpoint: " + endpoint);
    } catch (IllegalArgumentException e) {
      throw Refusals.bad("Invalid HTTP endpoint: " + endpoint);
    }
  }

  private GetDataSourceResponse get(Call call, GetDataSourceRequest request) {
    return GetDataSourceResponse.builder()
        .dataSource(apis.source(request.apiId(), request.name()))
        .build();
  }

  private ListDataSourcesResponse list(Call call, ListDataSourcesRequest request) {
    apis.get(request.apiId());
    return ListDataSourcesResponse.builder().dataSources(apis.sources(request.apiId())).build();
  }

  UpdateDataSourceResponse update(Call call, UpdateDataSourceRequest request) {
    DataSource source =
        apis.source(request.apiId(), request.name()).toBuilder()
            .description(request.description())
            .type(request.type())
            .serviceRoleArn(request.serviceRoleArn())
            .dynamodbConfig(request.dynamodbConfig())
            .lambdaConfig(request.lambdaConfig())
            .httpConfig(request.httpConfig())
            .build();
    check(source);
    apis.putSource(request.apiId(), source);
    return UpdateDataSourceResponse.builder().dataSource(source).build();
  }

  DeleteDataSourceResponse delete(Call call, DeleteDataSourceRequest request) {
    boolean used =
        apis.resolvers(request.apiId()).stream()
                .anyMatch(r -> request.name().equals(r.dataSourceName()))
            || apis.functions(request.apiId()).stream()
                .anyMatch(f -> request.name().equals(f.dataSourceName()));
    Refusals.when(used, "Data source " + request.name() + " is used by a resolver or function");
    apis.removeSource(request.apiId(), request.name());
    return DeleteDataSourceResponse.builder().build();
  }
}
