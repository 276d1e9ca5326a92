package ecommerce.local.template;

import java.util.List;

/** The pseudo parameters of a stack: what {@code Ref: AWS::Region} and its like answer. */
public record Pseudo(
    String accountId,
    String region,
    String partition,
    String stackName,
    String stackId,
    String urlSuffix,
    List<String> notificationArns) {

  public Pseudo {
    notificationArns = List.copyOf(notificationArns);
  }

  /** A stack of the standard partition {@code aws} without notification topics. */
  public static Pseudo of(String accountId, String region, String stackName, String stackId) {
    return new Pseudo(accountId, region, "aws", stackName, stackId, "amazonaws.com", List.of());
  }
}
