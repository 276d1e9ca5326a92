package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.Permission;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.*;

/** Lambda's API (version 2015-03-31) as far as it is offered here. */
record LambdaApi(
    Account account,
    AccountSettings accountSettings,
    FunctionOperations functions,
    FunctionSettings settings,
    Publications publications,
    AliasOperations aliases,
    InvokeOperation invoke,
    Policies policies,
    EventInvokeConfigs events,
    Mappings mappings)
    implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.RestJson("lambda");
  }

  @Override
  public void declare(Operations on) {
    functions(on);
    invocations(on);
    mappings(on);
    versions(on);
  }

  private void functions(Operations on) {
    on.on(
        GetAccountSettingsRequest::builder,
        Access.to("lambda:GetAccountSettings"),
        (call, q) -> accountSettings.get());
    on.on(
        CreateFunctionRequest::builder,
        to("CreateFunction", CreateFunctionRequest::functionName),
        (call, q) -> functions.create(q));
    on.on(
        GetFunctionRequest::builder,
        to("GetFunction", GetFunctionRequest::functionName),
        (call, q) -> functions.get(q));
    on.on(
        GetFunctionConfigurationRequest::builder,
        to("GetFunctionConfiguration", GetFunctionConfigurationRequest::functionName),
        (call, q) -> functions.configuration(q));
    on.on(
        UpdateFunctionCodeRequest::builder,
        to("UpdateFunctionCode", UpdateFunctionCodeRequest::functionName),
        (call, q) -> functions.updateCode(q));
    on.on(
        UpdateFunctionConfigurationRequest::builder,
        to("UpdateFunctionConfiguration", UpdateFunctionConfigurationRequest::functionName),
        (call, q) -> functions.updateConfiguration(q));
    on.on(
        DeleteFunctionRequest::builder,
        to("DeleteFunction", DeleteFunctionRequest::functionName),
        (call, q) -> functions.delete(q));
    on.on(
        ListFunctionsRequest::builder,
        Access.to("lambda:ListFunctions"),
        (call, q) -> functions.list(q));
    on.on(
        ListVersionsByFunctionRequest::builder,
        to("ListVersionsByFunction", ListVersionsByFunctionRequest::functionName),
        (call, q) -> publications.list(q));
    on.on(
        PutFunctionConcurrencyRequest::builder,
        to("PutFunctionConcurrency", PutFunctionConcurrencyRequest::functionName),
        (call, q) -> settings.putConcurrency(q));
    on.on(
        GetFunctionConcurrencyRequest::builder,
        to("GetFunctionConcurrency", GetFunctionConcurrencyRequest::functionName),
        (call, q) -> settings.getConcurrency(q));
    on.on(
        DeleteFunctionConcurrencyRequest::builder,
        to("DeleteFunctionConcurrency", DeleteFunctionConcurrencyRequest::functionName),
        (call, q) -> settings.deleteConcurrency(q));
    on.on(
        ListTagsRequest::builder,
        to("ListTags", ListTagsRequest::resource),
        (call, q) -> settings.tags(q));
    on.on(
        TagResourceRequest::builder,
        to("TagResource", TagResourceRequest::resource),
        (call, q) -> settings.tag(q));
    on.on(
        UntagResourceRequest::builder,
        to("UntagResource", UntagResourceRequest::resource),
        (call, q) -> settings.untag(q));
  }

  private void invocations(Operations on) {
    on.on(
        InvokeRequest::builder,
        q ->
            List.of(
                invokePermission(FunctionName.parse(q.functionName()).qualified(q.qualifier()))),
        (call, q) -> invoke.invoke(q));
    on.on(
        AddPermissionRequest::builder,
        to("AddPermission", AddPermissionRequest::functionName),
        (call, q) -> policies.add(q));
    on.on(
        RemovePermissionRequest::builder,
        to("RemovePermission", RemovePermissionRequest::functionName),
        (call, q) -> policies.remove(q));
    on.on(
        GetPolicyRequest::builder,
        to("GetPolicy", GetPolicyRequest::functionName),
        (call, q) -> policies.get(q));
    on.on(
        PutFunctionEventInvokeConfigRequest::builder,
        to("PutFunctionEventInvokeConfig", PutFunctionEventInvokeConfigRequest::functionName),
        (call, q) -> events.put(q));
    on.on(
        UpdateFunctionEventInvokeConfigRequest::builder,
        to("UpdateFunctionEventInvokeConfig", UpdateFunctionEventInvokeConfigRequest::functionName),
        (call, q) -> events.update(q));
    on.on(
        GetFunctionEventInvokeConfigRequest::builder,
        to("GetFunctionEventInvokeConfig", GetFunctionEventInvokeConfigRequest::functionName),
        (call, q) -> events.get(q));
    on.on(
        DeleteFunctionEventInvokeConfigRequest::builder,
        to("DeleteFunctionEventInvokeConfig", DeleteFunctionEventInvokeConfigRequest::functionName),
        (call, q) -> events.delete(q));
    on.on(
        ListFunctionEventInvokeConfigsRequest::builder,
        to("ListFunctionEventInvokeConfigs", ListFunctionEventInvokeConfigsRequest::functionName),
        (call, q) -> events.list(q));
  }

  private void mappings(Operations on) {
    on.on(
        CreateEventSourceMappingRequest::builder,
        Access.to("lambda:CreateEventSourceMapping"),
        (call, q) -> mappings.create(q));
    on.on(
        GetEventSourceMappingRequest::builder,
        Access.to("lambda:GetEventSourceMapping", q -> mappings.arn(q.uuid())),
        (call, q) -> mappings.get(q));
    on.on(
        ListEventSourceMappingsRequest::builder,
        Access.to("lambda:ListEventSourceMappings"),
        (call, q) -> mappings.list(q));
    on.on(
        UpdateEventSourceMappingRequest::builder,
        Access.to("lambda:UpdateEventSourceMapping", q -> mappings.arn(q.uuid())),
        (call, q) -> mappings.update(q));
    on.on(
        DeleteEventSourceMappingRequest::builder,
        Access.to("lambda:DeleteEventSourceMapping", q -> mappings.arn(q.uuid())),
        (call, q) -> mappings.delete(q));
  }

  private void versions(Operations on) {
    on.on(
        PublishVersionRequest::builder,
        to("PublishVersion", PublishVersionRequest::functionName),
        (call, q) -> publications.publish(q));
    on.on(
        CreateAliasRequest::builder,
        to("CreateAlias", CreateAliasRequest::functionName),
        (call, q) -> aliases.create(q));
    on.on(
        UpdateAliasRequest::builder,
        to("UpdateAlias", UpdateAliasRequest::functionName),
        (call, q) -> aliases.update(q));
    on.on(
        GetAliasRequest::builder,
        to("GetAlias", GetAliasRequest::functionName),
        (call, q) -> aliases.get(q));
    on.on(
        ListAliasesRequest::builder,
        to("ListAliases", ListAliasesRequest::functionName),
        (call, q) -> aliases.list(q));
    on.on(
        DeleteAliasRequest::builder,
        to("DeleteAlias", DeleteAliasRequest::functionName),
        (call, q) -> aliases.delete(q));
    on.on(
        PutProvisionedConcurrencyConfigRequest::builder,
        to("PutProvisionedConcurrencyConfig", PutProvisionedConcurrencyConfigRequest::functionName),
        (call, q) -> notProvisioned());
  }

  private static PutProvisionedConcurrencyConfigResponse notProvisioned() {
    throw FunctionChecks.invalid("Provisioned concurrency is not supported by this environment");
  }

  /** What a caller needs to invoke a function, its resource policy included. */
  Permission invokePermission(FunctionName name) {
    return Permission.of("lambda:InvokeFunction", name.arn(account)).guardedBy(policies.of(name));
  }

  private <Q> Access<Q> to(String action, java.util.function.Function<Q, String> name) {
    return Access.to(
        "lambda:" + action,
        q -> FunctionName.arn(account, FunctionName.parse(name.apply(q)).name()));
  }
}
