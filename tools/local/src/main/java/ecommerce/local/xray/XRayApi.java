package ecommerce.local.xray;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.xray.model.*;

/** X-Ray's API (version 2016-04-12) as far as it is offered here. */
record XRayApi(Taking taking, Queries queries, Groups groups, SamplingRules rules)
    implements AwsService {

  /** Takes a segment document. */
  interface Taking {
    void take(String document) throws Documents.Refused;
  }

  @Override
  public Protocol protocol() {
    return new Protocol.RestJson("xray");
  }

  @Override
  public void declare(Operations on) {
    on.on(PutTraceSegmentsRequest::builder, Access.to("xray:PutTraceSegments"), (c, q) -> put(q));
    on.on(
        PutTelemetryRecordsRequest::builder,
        Access.to("xray:PutTelemetryRecords"),
        (c, q) -> PutTelemetryRecordsResponse.builder().build());
    on.on(
        GetTraceSummariesRequest::builder,
        Access.to("xray:GetTraceSummaries"),
        (c, q) -> queries.summaries(q));
    on.on(
        BatchGetTracesRequest::builder,
        Access.to("xray:BatchGetTraces"),
        (c, q) -> queries.batch(q));
    on.on(
        GetTraceGraphRequest::builder, Access.to("xray:GetTraceGraph"), (c, q) -> queries.graph(q));
    on.on(
        GetServiceGraphRequest::builder,
        Access.to("xray:GetServiceGraph"),
        (c, q) -> queries.graph(q));
    groups(on);
    sampling(on);
  }

  private void groups(Operations on) {
    on.on(
        CreateGroupRequest::builder,
        Access.to("xray:CreateGroup", q -> groups.arn(q.groupName())),
        (c, q) -> groups.create(q));
    on.on(
        UpdateGroupRequest::builder,
        group("xray:UpdateGroup", UpdateGroupRequest::groupName, UpdateGroupRequest::groupARN),
        (c, q) -> groups.update(q));
    on.on(
        DeleteGroupRequest::builder,
        group("xray:DeleteGroup", DeleteGroupRequest::groupName, DeleteGroupRequest::groupARN),
        (c, q) -> groups.delete(q));
    on.on(
        GetGroupRequest::builder,
        group("xray:GetGroup", GetGroupRequest::groupName, GetGroupRequest::groupARN),
        (c, q) -> groups.get(q));
    on.on(GetGroupsRequest::builder, Access.to("xray:GetGroups"), (c, q) -> groups.list());
  }

  private <Q> Access<Q> group(String action, Function<Q, String> name, Function<Q, String> arn) {
    return Access.to(action, q -> arn.apply(q) == null ? groups.arn(name.apply(q)) : arn.apply(q));
  }

  private void sampling(Operations on) {
    on.on(
        CreateSamplingRuleRequest::builder,
        Access.to("xray:CreateSamplingRule", q -> rules.arn(q.samplingRule().ruleName())),
        (c, q) -> rules.create(q));
    on.on(
        UpdateSamplingRuleRequest::builder,
        Access.to(
            "xray:UpdateSamplingRule",
            q -> rule(q.samplingRuleUpdate().ruleName(), q.samplingRuleUpdate().ruleARN())),
        (c, q) -> rules.update(q));
    on.on(
        DeleteSamplingRuleRequest::builder,
        Access.to("xray:DeleteSamplingRule", q -> rule(q.ruleName(), q.ruleARN())),
        (c, q) -> rules.delete(q));
    on.on(
        GetSamplingRulesRequest::builder,
        Access.to("xray:GetSamplingRules"),
        (c, q) -> rules.list());
    on.on(
        GetSamplingTargetsRequest::builder,
        Access.to("xray:GetSamplingTargets"),
        (c, q) -> rules.targets(q));
  }

  private String rule(String name, String arn) {
    return arn == null ? rules.arn(name) : arn;
  }

  private PutTraceSegmentsResponse put(PutTraceSegmentsRequest request) {
    List<UnprocessedTraceSegment> refused = new ArrayList<>();
    for (String document : request.traceSegmentDocuments()) {
      try {
        taking.take(document);
      } catch (Documents.Refused e) {
        refused.add(
            UnprocessedTraceSegment.builder().errorCode(e.code()).message(e.getMessage()).build());
      }
    }
    return PutTraceSegmentsResponse.builder().unprocessedTraceSegments(refused).build();
  }
}
