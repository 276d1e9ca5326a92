package ecommerce.local.cognito;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupResponse;

/** Groups, and who is in them. */
record GroupOperations(InstantSource clock, Pools pools, Groups groups, Users users) {

  CreateGroupResponse createGroup(CreateGroupRequest request) {
    Pool pool = pools.get(request.userPoolId());
    if (!request.groupName().matches("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}")) {
      throw Refusal.invalid(
          "1 validation error detected: Value at 'groupName' failed to satisfy constraint.");
    }
    Group group =
        new Group(
            pool.id(),
            request.groupName(),
            Optional.ofNullable(request.description()),
            Optional.ofNullable(request.roleArn()),
            Optional.ofNullable(request.precedence()),
            clock.instant(),
            clock.instant());
    groups.add(group);
    return CreateGroupResponse.builder().group(group.shape()).build();
  }

  GetGroupResponse getGroup(GetGroupRequest request) {
    Group group = groups.get(pools.get(request.userPoolId()), request.groupName());
    return GetGroupResponse.builder().group(group.shape()).build();
  }

  ListGroupsResponse listGroups(ListGroupsRequest request) {
    Pages<Group> page =
        Pages.of(groups.of(pools.get(request.userPoolId())), request.nextToken(), request.limit());
    return ListGroupsResponse.builder()
        .groups(page.items().stream().map(Group::shape).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  UpdateGroupResponse updateGroup(UpdateGroupRequest request) {
    Group former = groups.get(pools.get(request.userPoolId()), request.groupName());
    Group group =
        new Group(
            former.poolId(),
            former.name(),
            Optional.ofNullable(request.description()).or(former::description),
            Optional.ofNullable(request.roleArn()).or(former::roleArn),
            Optional.ofNullable(request.precedence()).or(former::precedence),
            former.created(),
            clock.instant());
    groups.put(group);
    return UpdateGroupResponse.builder().group(group.shape()).build();
  }

  DeleteGroupResponse deleteGroup(DeleteGroupRequest request) {
    Pool pool = pools.get(request.userPoolId());
    Group group = groups.get(pool, request.groupName());
    members(pool, group).forEach(user -> regroup(pool, user, group.name(), false));
    groups.remove(group);
    return DeleteGroupResponse.builder().build();
  }

  AdminAddUserToGroupResponse adminAddUserToGroup(AdminAddUserToGroupRequest request) {
    Pool pool = pools.get(request.userPoolId());
    User user = users.get(pool, request.username());
    regroup(pool, user, groups.get(pool, request.groupName()).name(), true);
    return AdminAddUserToGroupResponse.builder().build();
  }

  AdminRemoveUserFromGroupResponse adminRemoveUserFromGroup(
      AdminRemoveUserFromGroupRequest request) {
    Pool pool = pools.get(request.userPoolId());
    User user = users.get(pool, request.username());
    regroup(pool, user, groups.get(pool, request.groupName()).name(), false);
    return AdminRemoveUserFromGroupResponse.builder().build();
  }

  AdminListGroupsForUserResponse adminListGroupsForUser(AdminListGroupsForUserRequest request) {
    Pool pool = pools.get(request.userPoolId());
    List<GroupType> all =
        users.get(pool, request.username()).groups().stream()
            .map(name -> groups.get(pool, name).shape())
            .toList();
    Pages<GroupType> page = Pages.of(all, request.nextToken(), request.limit());
    return AdminListGroupsForUserResponse.builder()
        .groups(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  ListUsersInGroupResponse listUsersInGroup(ListUsersInGroupRequest request) {
    Pool pool = pools.get(request.userPoolId());
    List<User> all = members(pool, groups.get(pool, request.groupName()));
    Pages<User> page = Pages.of(all, request.nextToken(), request.limit());
    return ListUsersInGroupResponse.builder()
        .users(page.items().stream().map(UserShapes::type).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private List<User> members(Pool pool, Group group) {
    return users.of(pool).stream().filter(user -> user.groups().contains(group.name())).toList();
  }

  private void regroup(Pool pool, User user, String group, boolean in) {
    users.change(
        pool,
        user,
        current -> {
          Set<String> names = new TreeSet<>(current.groups());
          boolean changed = in ? names.add(group) : names.remove(group);
          return changed ? current.withGroups(names) : current;
        });
  }
}
