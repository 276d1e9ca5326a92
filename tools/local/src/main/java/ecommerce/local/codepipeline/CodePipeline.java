package ecommerce.local.codepipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.ObjectClients;
import ecommerce.local.Part;
import ecommerce.local.Permission;
import ecommerce.local.Pipelines;
import ecommerce.local.Roles;
import ecommerce.local.ServiceEvents;
import ecommerce.local.Timers;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/**
 * AWS CodePipeline, type V2: sources in CodeCommit and S3, builds, stacks, approvals and functions;
 * an execution goes on where it was after a restart. Refused by name are V1, connections and
 * triggers, polling, conditions, other actions, other regions, and keys of KMS.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/Welcome.html">API
 *     reference</a>
 */
public final class CodePipeline implements Part, Pipelines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Arns arns;
  private final Authorizer authorizer;
  private final Engine engine;
  private final Operator operator;
  private final AwsService service;
  private final ResourceType type;

  public CodePipeline(
      Account account,
      Store store,
      Timers timers,
      Roles roles,
      Authorizer authorizer,
      Api api,
      Invoker invoker,
      ObjectClients objects,
      ServiceEvents bus) {
    this.arns = new Arns(account);
    this.authorizer = authorizer;
    Declarations declarations = new Declarations(timers, store);
    Executions executions = new Executions(store);
    Actions actions =
        new Actions(
            api,
            timers,
            new Artifacts(objects),
            new Sessions(arns, roles, api, timers),
            Map.of(
                ActionKind.CODE_COMMIT, new CodeCommitSource(),
                ActionKind.S3, new S3Source(),
                ActionKind.CODE_BUILD, new CodeBuildAction(),
                ActionKind.CLOUD_FORMATION, new CloudFormationAction(),
                ActionKind.APPROVAL, new ManualApproval(),
                ActionKind.LAMBDA, new LambdaInvoke(invoker)));
    this.engine =
        new Engine(declarations, executions, new Announcements(bus, arns), timers, actions);
    this.operator = new Operator(engine);
    PipelineOperations pipelines =
        new PipelineOperations(arns, engine, new DeclarationChecks(account, roles));
    this.service =
        new CodePipelineApi(
            arns,
            pipelines,
            operator,
            new Answers(engine),
            new StateView(declarations, executions),
            new Listings(declarations, executions));
    this.type = new PipelineResource(pipelines, operator);
  }

  @Override
  public void start(Identity caller, String pipelineArn, Optional<String> input, String rule) {
    authorizer.require(caller, Permission.of("codepipeline:StartPipelineExecution", pipelineArn));
    String name = pipelineArn.substring(pipelineArn.lastIndexOf(':') + 1);
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    input
        .map(CodePipeline::read)
        .filter(JsonNode::isObject)
        .ifPresent(
            given -> {
              for (String member : List.of("variables", "sourceRevisions")) {
                if (given.has(member)) {
                  request.set(member, given.get(member));
                }
              }
            });
    operator.start(
        Shapes.fromJson(request, StartPipelineExecutionRequest.builder()).name(name).build(),
        TriggerType.CLOUD_WATCH_EVENT,
        rule);
  }

  private static JsonNode read(String input) {
    try {
      return JSON.readTree(input);
    } catch (JsonProcessingException e) {
      throw Refusals.validation("The input is not JSON: " + e.getOriginalMessage());
    }
  }

  @Override
  public List<AwsService> services() {
    return List.of(service);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(type);
  }

  @Override
  public void start() {
    engine.resume();
  }

  @Override
  public void close() {
    engine.close();
  }
}
