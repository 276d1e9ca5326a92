package ecommerce.local.codedeploy;

import ecommerce.local.Account;

/** The names of CodeDeploy's things as IAM policies know them. */
record Arns(Account account) {

  String application(String name) {
    return account.arn("codedeploy", "application:" + name);
  }

  String group(String application, String group) {
    return account.arn("codedeploy", "deploymentgroup:" + application + "/" + group);
  }

  String configuration(String name) {
    return account.arn("codedeploy", "deploymentconfig:" + name);
  }
}
