package ecommerce.local.xray;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.xray.model.*;

/** Groups: filter expressions with a name. {@code Default} is all traces and stays. */
final class Groups {

  private static final String DEFAULT = "Default";

  private final Account account;
  private final Collection<ObjectNode> stored;

  Groups(Account account, Store store) {
    this.account = account;
    this.stored = store.collection("xray.groups", ObjectNode.class);
    stored.putIfAbsent(DEFAULT, Shapes.toJson(group(DEFAULT, "")));
  }

  private Group group(String name, String filter) {
    return Group.builder()
        .groupName(name)
        .groupARN(arn(name))
        .filterExpression(filter)
        .insightsConfiguration(
            InsightsConfiguration.builder()
                .insightsEnabled(false)
                .notificationsEnabled(false)
                .build())
        .build();
  }

  String arn(String name) {
    return "arn:aws:xray:" + account.region() + ":" + account.id() + ":group/" + name;
  }

  CreateGroupResponse create(CreateGroupRequest request) {
    refuse(request.insightsConfiguration());
    Group group = checked(request.groupName(), request.filterExpression());
    if (!stored.putIfAbsent(group.groupName(), Shapes.toJson(group))) {
      throw Refusals.invalid("A group named " + group.groupName() + " exists already.");
    }
    return CreateGroupResponse.builder().group(group).build();
  }

  UpdateGroupResponse update(UpdateGroupRequest request) {
    refuse(request.insightsConfiguration());
    Group before = require(request.groupName(), request.groupARN());
    Group after =
        checked(
            before.groupName(),
            Optional.ofNullable(request.filterExpression()).orElse(before.filterExpression()));
    stored.put(after.groupName(), Shapes.toJson(after));
    return UpdateGroupResponse.builder().group(after).build();
  }

  private Group checked(String name, String filter) {
    if (name == null || name.isEmpty() || name.length() > 32) {
      throw Refusals.invalid("GroupName must have 1 to 32 characters.");
    }
    String expression = filter == null ? "" : filter;
    FilterParser.parse(expression);
    return group(name, expression);
  }

  private static void refuse(InsightsConfiguration insights) {
    Refusals.unsupported(
        "InsightsConfiguration.InsightsEnabled",
        insights != null && Boolean.TRUE.equals(insights.insightsEnabled()));
    Refusals.unsupported(
        "InsightsConfiguration.NotificationsEnabled",
        insights != null && Boolean.TRUE.equals(insights.notificationsEnabled()));
  }

  DeleteGroupResponse delete(DeleteGroupRequest request) {
    Group group = require(request.groupName(), request.groupARN());
    if (group.groupName().equals(DEFAULT)) {
      throw Refusals.invalid("The default group cannot be deleted.");
    }
    stored.remove(group.groupName());
    return DeleteGroupResponse.builder().build();
  }

  GetGroupResponse get(GetGroupRequest request) {
    return GetGroupResponse.builder()
        .group(require(request.groupName(), request.groupARN()))
        .build();
  }

  GetGroupsResponse list() {
    List<GroupSummary> all =
        stored.values().stream()
            .map(json -> Shapes.fromJson(json, GroupSummary.builder()).build())
            .toList();
    return GetGroupsResponse.builder().groups(all).build();
  }

  /** By name or ARN. */
  Group require(String name, String arn) {
    return stored.values().stream()
        .map(json -> Shapes.fromJson(json, Group.builder()).build())
        .filter(group -> group.groupName().equals(name) || group.groupARN().equals(arn))
        .findFirst()
        .orElseThrow(
            () ->
                Refusals.invalid("The group " + (name == null ? arn : name) + " does not exist."));
  }
}
