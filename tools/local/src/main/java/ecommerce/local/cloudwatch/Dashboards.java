package ecommerce.local.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ecommerce.local.Account;
import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** Dashboards: kept as they are, once their body is a JSON object with a list of widgets. */
final class Dashboards {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  record Dashboard(String name, String body, Instant modified) {}

  private final Account account;
  private final Timers timers;
  private final Collection<Dashboard> dashboards;

  Dashboards(Account account, Store store, Timers timers) {
    this.account = account;
    this.timers = timers;
    this.dashboards = store.collection("cloudwatch.dashboards", Dashboard.class);
  }

  String arn(String name) {
    return account.globalArn("cloudwatch", "dashboard/" + name);
  }

  PutDashboardResponse put(PutDashboardRequest request) {
    if (!request.dashboardName().matches("[A-Za-z0-9_-]{1,255}")) {
      throw Refusals.invalid(
          "The value "
              + request.dashboardName()
              + " for field DashboardName contains invalid characters.");
    }
    check(request.dashboardBody());
    Dashboard dashboard =
        new Dashboard(request.dashboardName(), request.dashboardBody(), timers.instant());
    dashboards.put(dashboard.name(), dashboard);
    return PutDashboardResponse.builder().dashboardValidationMessages(List.of()).build();
  }

  private static void check(String body) {
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw wrong("The field DashboardBody must be a valid JSON object");
    }
    if (!tree.isObject() || !tree.path("widgets").isArray()) {
      throw wrong("The field DashboardBody must be a JSON object with an array of widgets");
    }
    for (JsonNode widget : tree.path("widgets")) {
      if (!widget.path("type").isTextual()) {
        throw wrong("The dashboard's widgets must each have a type");
      }
    }
  }

  private static Fault wrong(String message) {
    return new Fault("DashboardInvalidInputError", 400, message);
  }

  GetDashboardResponse get(GetDashboardRequest request) {
    Dashboard dashboard = require(request.dashboardName());
    return GetDashboardResponse.builder()
        .dashboardName(dashboard.name())
        .dashboardArn(arn(dashboard.name()))
        .dashboardBody(dashboard.body())
        .build();
  }

  ListDashboardsResponse list(ListDashboardsRequest request) {
    String prefix = request.dashboardNamePrefix() == null ? "" : request.dashboardNamePrefix();
    return ListDashboardsResponse.builder()
        .dashboardEntries(
            dashboards.startingWith(prefix).values().stream()
                .map(
                    dashboard ->
                        DashboardEntry.builder()
                            .dashboardName(dashboard.name())
                            .dashboardArn(arn(dashboard.name()))
                            .lastModified(dashboard.modified())
                            .size((long) dashboard.body().getBytes(StandardCharsets.UTF_8).length)
                            .build())
                .toList())
        .build();
  }

  DeleteDashboardsResponse delete(DeleteDashboardsRequest request) {
    request.dashboardNames().forEach(this::require);
    request.dashboardNames().forEach(dashboards::remove);
    return DeleteDashboardsResponse.builder().build();
  }

  private Dashboard require(String name) {
    return dashboards
        .get(name)
        .orElseThrow(
            () ->
                new Fault("DashboardNotFoundError", 404, "Dashboard " + name + " does not exist"));
  }
}
