package ecommerce.local.cognito;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;

/** A group of a pool, as it is kept. */
record Group(
    String poolId,
    String name,
    Optional<String> description,
    Optional<String> roleArn,
    Optional<Integer> precedence,
    Instant created,
    Instant modified) {

  GroupType shape() {
    return GroupType.builder()
        .groupName(name)
        .userPoolId(poolId)
        .description(description.orElse(null))
        .roleArn(roleArn.orElse(null))
        .precedence(precedence.orElse(null))
        .creationDate(created)
        .lastModifiedDate(modified)
        .build();
  }
}
