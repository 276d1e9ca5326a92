package ecommerce.local;

import java.util.Optional;

/** Who makes a call, once that is proven. */
public sealed interface Identity {

  /** The ARN that a denial names and that {@code GetCallerIdentity} answers. */
  String arn();

  /**
   * The administrator of the account: may do everything, as the user behind the access key {@code
   * test}.
   */
  record Administrator(String arn, String accessKeyId) implements Identity {}

  /**
   * A session of a role, e.g. of a Lambda function or of an AppSync data source.
   *
   * @param roleArn the role whose policies decide
   * @param arn {@code arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION}
   */
  record RoleSession(String roleArn, String arn, String accessKeyId) implements Identity {}

  /**
   * An AWS service that acts for one of the account's resources ({@code events.amazonaws.com} for a
   * rule). Resource policies decide what it may do.
   *
   * @param sourceArn the resource, as {@code aws:SourceArn}
   * @param sourceAccount as {@code aws:SourceAccount}
   */
  record Service(String principal, String sourceArn, String sourceAccount) implements Identity {
    @Override
    public String arn() {
      return principal;
    }
  }

  /** Nobody: a request without a signature. */
  record Anonymous() implements Identity {
    @Override
    public String arn() {
      return "anonymous";
    }
  }

  /** The access key that signed, where one did. */
  default Optional<String> accessKey() {
    return switch (this) {
      case Administrator administrator -> Optional.of(administrator.accessKeyId());
      case RoleSession session -> Optional.of(session.accessKeyId());
      case Service service -> Optional.empty();
      case Anonymous anonymous -> Optional.empty();
    };
  }
}
