package ecommerce.local.deploy;

import ecommerce.local.Account;
import ecommerce.local.Permission;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.model.*;

/** CloudFormation on the wire: each operation with the permission that it needs. */
record CloudFormationService(
    Account account,
    StackRecords records,
    ChangeSets kept,
    StackOperations stacks,
    ChangeSetOperations changeSets,
    StackQueries queries,
    TemplateQueries templates)
    implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.Query(
        "cloudformation", "http://cloudformation.amazonaws.com/doc/2010-05-15/", "2010-05-15");
  }

  @Override
  public void declare(Operations on) {
    declareStacks(on);
    declareChangeSets(on);
    declareQueries(on);
  }

  private void declareStacks(Operations on) {
    on.on(
        CreateStackRequest::builder,
        making(
            "CreateStack",
            CreateStackRequest::stackName,
            CreateStackRequest::templateURL,
            CreateStackRequest::roleARN),
        stacks::create);
    on.on(
        UpdateStackRequest::builder,
        making(
            "UpdateStack",
            UpdateStackRequest::stackName,
            UpdateStackRequest::templateURL,
            UpdateStackRequest::roleARN),
        stacks::update);
    on.on(
        DeleteStackRequest::builder,
        making(
            "DeleteStack",
            DeleteStackRequest::stackName,
            request -> null,
            DeleteStackRequest::roleARN),
        stacks::delete);
    on.on(
        CancelUpdateStackRequest::builder,
        to("CancelUpdateStack", CancelUpdateStackRequest::stackName),
        stacks::cancel);
    on.on(
        ContinueUpdateRollbackRequest::builder,
        to("ContinueUpdateRollback", ContinueUpdateRollbackRequest::stackName),
        stacks::continueRollback);
    on.on(
        RollbackStackRequest::builder,
        to("RollbackStack", RollbackStackRequest::stackName),
        stacks::rollBack);
    on.on(
        UpdateTerminationProtectionRequest::builder,
        to("UpdateTerminationProtection", UpdateTerminationProtectionRequest::stackName),
        stacks::protect);
  }

  private void declareChangeSets(Operations on) {
    on.on(
        CreateChangeSetRequest::builder,
        making(
            "CreateChangeSet",
            CreateChangeSetRequest::stackName,
            CreateChangeSetRequest::templateURL,
            CreateChangeSetRequest::roleARN),
        changeSets::create);
    on.on(
        DescribeChangeSetRequest::builder,
        to("DescribeChangeSet", r -> stackOf(r.stackName(), r.changeSetName())),
        changeSets::describe);
    on.on(
        ExecuteChangeSetRequest::builder,
        to("ExecuteChangeSet", r -> stackOf(r.stackName(), r.changeSetName())),
        changeSets::execute);
    on.on(
        DeleteChangeSetRequest::builder,
        to("DeleteChangeSet", r -> stackOf(r.stackName(), r.changeSetName())),
        changeSets::delete);
    on.on(
        ListChangeSetsRequest::builder,
        to("ListChangeSets", ListChangeSetsRequest::stackName),
        changeSets::list);
  }

  private void declareQueries(Operations on) {
    on.on(
        DescribeStacksRequest::builder,
        to("DescribeStacks", DescribeStacksRequest::stackName),
        queries::stacks);
    on.on(ListStacksRequest::builder, Access.to("cloudformation:ListStacks"), queries::list);
    on.on(
        DescribeStackEventsRequest::builder,
        to("DescribeStackEvents", DescribeStackEventsRequest::stackName),
        queries::events);
    on.on(
        DescribeStackResourceRequest::builder,
        to("DescribeStackResource", DescribeStackResourceRequest::stackName),
        queries::resource);
    on.on(
        DescribeStackResourcesRequest::builder,
        to("DescribeStackResources", DescribeStackResourcesRequest::stackName),
        queries::resources);
    on.on(
        ListStackResourcesRequest::builder,
        to("ListStackResources", ListStackResourcesRequest::stackName),
        queries::listResources);
    on.on(ListExportsRequest::builder, Access.to("cloudformation:ListExports"), queries::exports);
    on.on(ListImportsRequest::builder, Access.to("cloudformation:ListImports"), queries::imports);
    on.on(
        GetTemplateRequest::builder,
        to("GetTemplate", GetTemplateRequest::stackName),
        templates::template);
    on.on(
        GetTemplateSummaryRequest::builder,
        to("GetTemplateSummary", GetTemplateSummaryRequest::stackName),
        templates::summary);
    on.on(
        ValidateTemplateRequest::builder,
        Access.to("cloudformation:ValidateTemplate"),
        templates::validate);
  }

  private <Q> Access<Q> to(String action, Function<Q, String> stack) {
    return Access.to("cloudformation:" + action, request -> arn(stack.apply(request)));
  }

  /** The template is read, and a role passed on, with the caller's own permissions. */
  private <Q> Access<Q> making(
      String action,
      Function<Q, String> stack,
      Function<Q, String> templateUrl,
      Function<Q, String> roleArn) {
    return request -> {
      List<Permission> needed = new ArrayList<>();
      needed.add(Permission.of("cloudformation:" + action, arn(stack.apply(request))));
      String url = templateUrl.apply(request);
      if (url != null) {
        S3Location.url(url)
            .ifPresent(location -> needed.add(Permission.of("s3:GetObject", location.arn())));
      }
      if (roleArn.apply(request) != null) {
        needed.add(
            Permission.of("iam:PassRole", roleArn.apply(request))
                .with("iam:PassedToService", List.of("cloudformation.amazonaws.com")));
      }
      return needed;
    };
  }

  private String stackOf(String stackName, String changeSetName) {
    return stackName != null || !changeSetName.startsWith("arn:")
        ? stackName
        : kept.byId(changeSetName).map(ChangeSetRecord::stackId).orElse(null);
  }

  /** The stack's id where it is there; a name that no stack has stands for any id. */
  private String arn(String stack) {
    if (stack == null) {
      return "*";
    }
    return records
        .find(stack)
        .map(StackRecord::id)
        .orElseGet(
            () ->
                stack.startsWith("arn:")
                    ? stack
                    : account.arn("cloudformation", "stack/" + stack + "/*"));
  }
}
