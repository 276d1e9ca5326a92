package ecommerce.local.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::Serverless::Application}: a nested stack of a template that is a file or in S3. One
 * of the Serverless Application Repository is refused.
 */
final class SamApplication {

  static final String TYPE = "AWS::Serverless::Application";
  private static final Set<String> SUPPORTED =
      Set.of("Location", "Parameters", "NotificationARNs", "Tags", "TimeoutInMinutes");
  private static final List<String> ATTRIBUTES =
      List.of("DependsOn", "DeletionPolicy", "Condition", "UpdateReplacePolicy");

  private SamApplication() {}

  static List<GeneratedResource> resources(SamResource application) {
    application.allowing(SUPPORTED);
    Node location = application.required("Location");
    if (Node.text(location).isEmpty()) {
      throw application.wrong(
          "Location",
          "is supported as a file or an S3 URL only: there is no Serverless Application"
              + " Repository");
    }
    Nodes make = Nodes.at(application.position());
    Optional<Node> tags = application.tags(make.object("Key", "lambda:createdBy", "Value", "SAM"));
    return List.of(
        new GeneratedResource(
                application.logicalId(), "AWS::CloudFormation::Stack", application.position())
            .attributes(application, ATTRIBUTES)
            .property("TemplateURL", location)
            .copy(application, "Parameters", "NotificationARNs", "TimeoutInMinutes")
            .property("Tags", tags));
  }
}
