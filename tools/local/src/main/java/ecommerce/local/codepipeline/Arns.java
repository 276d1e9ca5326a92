package ecommerce.local.codepipeline;

import ecommerce.local.Account;

/** The names of CodePipeline's things as IAM policies know them. */
record Arns(Account account) {

  String pipeline(String name) {
    return account.arn("codepipeline", name);
  }

  String stage(String pipeline, String stage) {
    return pipeline(pipeline + "/" + stage);
  }

  String action(String pipeline, String stage, String action) {
    return stage(pipeline, stage) + "/" + action;
  }
}
