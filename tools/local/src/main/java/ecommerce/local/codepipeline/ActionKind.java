package ecommerce.local.codepipeline;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/**
 * The kinds of actions that this environment has, with what they are configured by.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html">Action
 *     structure reference</a>
 */
enum ActionKind {
  CODE_COMMIT(
      Set.of(ActionCategory.SOURCE),
      "CodeCommit",
      Set.of("RepositoryName", "BranchName"),
      Set.of("PollForSourceChanges", "OutputArtifactFormat"),
      new Artefacts(0, 0, 1, 1)),
  S3(
      Set.of(ActionCategory.SOURCE),
      "S3",
      Set.of("S3Bucket", "S3ObjectKey"),
      Set.of("PollForSourceChanges", "AllowOverrideForS3ObjectKey"),
      new Artefacts(0, 0, 1, 1)),
  CODE_BUILD(
      Set.of(ActionCategory.BUILD, ActionCategory.TEST),
      "CodeBuild",
      Set.of("ProjectName"),
      Set.of("PrimarySource", "EnvironmentVariables", "BatchEnabled"),
      new Artefacts(1, 5, 0, 5)),
  CLOUD_FORMATION(
      Set.of(ActionCategory.DEPLOY),
      "CloudFormation",
      Set.of("ActionMode", "StackName"),
      Set.of(
          "Capabilities",
          "ChangeSetName",
          "OutputFileName",
          "ParameterOverrides",
          "RoleArn",
          "TemplateConfiguration",
          "TemplatePath"),
      new Artefacts(0, 10, 0, 1)),
  APPROVAL(
      Set.of(ActionCategory.APPROVAL),
      "Manual",
      Set.of(),
      Set.of("NotificationArn", "CustomData", "ExternalEntityLink"),
      new Artefacts(0, 0, 0, 0)),
  LAMBDA(
      Set.of(ActionCategory.INVOKE),
      "Lambda",
      Set.of("FunctionName"),
      Set.of("UserParameters"),
      new Artefacts(0, 5, 0, 5));

  /** How many artifacts go in and come out. */
  record Artefacts(int fewestIn, int mostIn, int fewestOut, int mostOut) {}

  private final Set<ActionCategory> categories;
  private final String provider;
  private final Set<String> required;
  private final Set<String> optional;
  private final Artefacts artefacts;

  ActionKind(
      Set<ActionCategory> categories,
      String provider,
      Set<String> required,
      Set<String> optional,
      Artefacts artefacts) {
    this.categories = categories;
    this.provider = provider;
    this.required = required;
    this.optional = optional;
    this.artefacts = artefacts;
  }

  static Optional<ActionKind> of(ActionTypeId type) {
    return Stream.of(values())
        .filter(
            kind ->
                kind.categories.contains(type.category()) && kind.provider.equals(type.provider()))
        .findFirst();
  }

  Set<String> required() {
    return required;
  }

  boolean knows(String key) {
    return required.contains(key) || optional.contains(key);
  }

  Artefacts artefacts() {
    return artefacts;
  }
}
