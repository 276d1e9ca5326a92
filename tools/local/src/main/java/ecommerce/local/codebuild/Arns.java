package ecommerce.local.codebuild;

import ecommerce.local.Account;

/** The names of CodeBuild's things as IAM policies know them. */
record Arns(Account account) {

  /**
   * @param nameOrArn of a project
   */
  String project(String nameOrArn) {
    return account.arn("codebuild", "project/" + name(nameOrArn));
  }

  /** The project's name, whichever way it was said. */
  static String name(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  /**
   * @param id {@code PROJECT:UUID}
   */
  String build(String id) {
    return account.arn("codebuild", "build/" + id);
  }

  /** The id of a build, whichever way it was said. */
  static String buildId(String idOrArn) {
    return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
  }

  /** The project's ARN: policies know builds by it. */
  String projectOfBuild(String idOrArn) {
    return project(buildId(idOrArn).replaceFirst(":[^:]*$", ""));
  }

  String reportGroup(String name) {
    return account.arn("codebuild", "report-group/" + name);
  }

  String report(String group, String id) {
    return account.arn("codebuild", "report/" + group + ":" + id);
  }

  /** The group's ARN, of one of its reports. */
  String groupOfReport(String reportArn) {
    String name = reportArn.substring(reportArn.lastIndexOf('/') + 1);
    return reportGroup(name.replaceFirst(":[^:]*$", ""));
  }
}
