package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.ServiceEvents;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/**
 * What CodePipeline tells the default event bus.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html">Monitoring
 *     CodePipeline events</a>
 */
record Announcements(ServiceEvents bus, Arns arns) {

  /**
   * @param state {@code STARTED}, {@code RESUMED}, {@code SUCCEEDED} …
   */
  void pipeline(Execution execution, String state) {
    ObjectNode detail = detail(execution, state);
    detail
        .putObject("execution-trigger")
        .put("trigger-type", execution.cause().type().toString())
        .put("trigger-detail", execution.cause().detail());
    publish("Pipeline", execution, detail);
  }

  void stage(Execution execution, String stage, String state) {
    publish("Stage", execution, detail(execution, state).put("stage", stage));
  }

  void action(
      Execution execution, String stage, ActionDeclaration action, ActionRun run, String state) {
    ObjectNode detail = detail(execution, state).put("stage", stage).put("action", action.name());
    detail.put("action-execution-id", run.id()).put("region", arns.account().region());
    detail
        .putObject("type")
        .put("owner", action.actionTypeId().ownerAsString())
        .put("provider", action.actionTypeId().provider())
        .put("category", action.actionTypeId().categoryAsString())
        .put("version", action.actionTypeId().version());
    artifacts(detail.putArray("input-artifacts"), run.given().inputs());
    artifacts(detail.putArray("output-artifacts"), run.made().outputs());
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    run.external().url().ifPresent(url -> result.put("external-execution-url", url));
    run.external().id().ifPresent(id -> result.put("external-execution-id", id));
    run.state()
        .failure()
        .ifPresentOrElse(
            why ->
                result
                    .put("error-code", why.code())
                    .put("external-execution-summary", why.message()),
            () ->
                run.external()
                    .summary()
                    .ifPresent(told -> result.put("external-execution-summary", told)));
    if (!result.isEmpty()) {
      detail.set("execution-result", result);
    }
    publish("Action", execution, detail);
  }

  private static void artifacts(ArrayNode list, List<ArtifactRef> artifacts) {
    for (ArtifactRef artifact : artifacts) {
      list.addObject()
          .put("name", artifact.name())
          .putObject("s3location")
          .put("bucket", artifact.bucket())
          .put("key", artifact.key());
    }
  }

  private static ObjectNode detail(Execution execution, String state) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("pipeline", execution.pipeline())
        .put("execution-id", execution.id())
        .put("start-time", execution.origin().started().toString())
        .put("state", state)
        .put("version", (double) execution.version())
        .put("pipeline-execution-attempt", (double) execution.progress().attempt());
  }

  private void publish(String what, Execution execution, ObjectNode detail) {
    bus.publish(
        "aws.codepipeline",
        "CodePipeline " + what + " Execution State Change",
        List.of(arns.pipeline(execution.pipeline())),
        detail);
  }
}
