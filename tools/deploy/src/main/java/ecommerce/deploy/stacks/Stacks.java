package ecommerce.deploy.stacks;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** The stacks of an account and region, as they are. */
public final class Stacks {

  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7F]");

  private final CloudFormationClient cloudFormation;
  private final Pace pace;

  public Stacks(CloudFormationClient cloudFormation, Pace pace) {
    this.cloudFormation = cloudFormation;
    this.pace = pace;
  }

  /**
   * @param name or id; a removed stack is found by its id only
   */
  public Optional<DeployedStack> find(String name) {
    try {
      return cloudFormation.describeStacks(r -> r.stackName(name)).stacks().stream()
          .map(DeployedStack::new)
          .findFirst();
    } catch (CloudFormationException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * The deployed template, as it was sent.
   *
   * @param wanted given back where it is the same: AWS answers {@code ?} for each character that is
   *     not ASCII
   */
  public String template(String stack, String wanted) {
    String deployed =
        cloudFormation
            .getTemplate(r -> r.stackName(stack).templateStage(TemplateStage.ORIGINAL))
            .templateBody();
    return deployed.equals(NOT_ASCII.matcher(wanted).replaceAll("?")) ? wanted : deployed;
  }

  /** The stack, once nothing is being done to it any more. */
  Optional<DeployedStack> settled(String name, StackProgress progress) {
    Optional<DeployedStack> stack = find(name);
    if (stack.isPresent() && stack.get().standing() == Standing.BUSY) {
      progress.note(name, "is " + stack.get().status() + ": waiting until that is done");
      Pace.Waiting waiting = pace.begin(name);
      while (stack.isPresent() && stack.get().standing() == Standing.BUSY) {
        waiting.pause();
        stack = find(stack.get().id());
      }
    }
    return stack.filter(settled -> settled.standing() != Standing.GONE);
  }

  static boolean isMissing(CloudFormationException e) {
    return message(e).contains("does not exist");
  }

  static String message(CloudFormationException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String message = details == null ? e.getMessage() : details.errorMessage();
    return message == null ? e.toString() : message;
  }
}
