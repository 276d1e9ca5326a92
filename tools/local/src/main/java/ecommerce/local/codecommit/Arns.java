package ecommerce.local.codecommit;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import software.amazon.awssdk.services.codecommit.model.InvalidResourceArnException;

/** The names of repositories as IAM policies know them, and where git finds them. */
record Arns(Account account, Endpoints endpoints) {

  /** Below it each repository by its name, as on AWS. */
  static final String PATH = "/v1/repos/";

  String repository(String name) {
    return account.arn("codecommit", name);
  }

  String cloneUrl(String name) {
    return endpoints.url() + PATH + name;
  }

  /** The name in a repository's ARN. */
  String name(String arn) {
    String prefix = account.arn("codecommit", "");
    if (!arn.startsWith(prefix)) {
      throw Refusals.of(
          InvalidResourceArnException.builder(), arn + " is no repository of this account");
    }
    return arn.substring(prefix.length());
  }
}
