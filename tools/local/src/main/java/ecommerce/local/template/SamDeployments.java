package ecommerce.local.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The deployment preferences of all functions of a template: one CodeDeploy application and service
 * role for all, a deployment group for each, and the update policy of each alias.
 */
final class SamDeployments {

  private static final String APPLICATION = "ServerlessDeploymentApplication";
  private static final String ROLE = "CodeDeployServiceRole";
  private static final String CONDITION = "ServerlessCodeDeployCondition";
  private static final int MOST_CONDITIONS = 10;
  private static final Set<String> PREDEFINED =
      Set.of(
          "Canary10Percent5Minutes",
          "Canary10Percent10Minutes",
          "Canary10Percent15Minutes",
          "Canary10Percent30Minutes",
          "Linear10PercentEvery1Minute",
          "Linear10PercentEvery2Minutes",
          "Linear10PercentEvery3Minutes",
          "Linear10PercentEvery10Minutes",
          "AllAtOnce");

  private final String partition;
  private final List<SamPreference> enabled = new ArrayList<>();

  SamDeployments(String partition) {
    this.partition = partition;
  }

  /** Takes a function's preference, and says how its alias is updated. */
  Node.Mapping add(SamPreference preference) {
    enabled.add(preference);
    Nodes make = Nodes.at(preference.written().position());
    Node.Mapping update =
        make.object(
            "ApplicationName",
            make.ref(APPLICATION),
            "DeploymentGroupName",
            make.ref(group(preference)));
    Optional<Node> before = preference.hook("PreTraffic");
    Optional<Node> after = preference.hook("PostTraffic");
    if (before.isPresent()) {
      update = update.with("BeforeAllowTrafficHook", before.get());
    }
    if (after.isPresent()) {
      update = update.with("AfterAllowTrafficHook", after.get());
    }
    return make.object("CodeDeployLambdaAliasUpdate", update);
  }

  private static String group(SamPreference preference) {
    return preference.function().logicalId() + "DeploymentGroup";
  }

  List<GeneratedResource> resources() {
    List<GeneratedResource> made = new ArrayList<>();
    if (enabled.isEmpty()) {
      return made;
    }
    Position position = enabled.getFirst().written().position();
    made.add(
        shared(new GeneratedResource(APPLICATION, "AWS::CodeDeploy::Application", position))
            .property("ComputePlatform", "Lambda"));
    if (enabled.stream().anyMatch(preference -> preference.part("Role").isEmpty())) {
      made.add(role(position));
    }
    enabled.forEach(preference -> made.add(deploymentGroup(preference)));
    return made;
  }

  /** Where each function that deploys so has a condition, what they share has it too. */
  private GeneratedResource shared(GeneratedResource resource) {
    SequencedSet<String> conditions = conditions();
    if (!conditions.isEmpty()) {
      String name = conditions.size() == 1 ? conditions.getFirst() : CONDITION;
      resource.attribute("Condition", resource.make().text(name));
    }
    return resource;
  }

  private SequencedSet<String> conditions() {
    SequencedSet<String> conditions = new LinkedHashSet<>();
    enabled.forEach(preference -> preference.condition().ifPresent(conditions::add));
    boolean all = enabled.stream().allMatch(preference -> preference.condition().isPresent());
    return all ? conditions : new LinkedHashSet<>();
  }

  /** The template with the condition that any of the functions' conditions holds. */
  Node.Mapping conditioned(Node.Mapping template) {
    SequencedSet<String> conditions = conditions();
    if (conditions.size() < 2) {
      return template;
    }
    Node.Mapping section = Sections.mapping(template, "Conditions");
    if (conditions.size() > MOST_CONDITIONS) {
      throw new TemplateException(
          section.position(),
          "DeploymentPreferences with more than %d different conditions are not supported"
              .formatted(MOST_CONDITIONS));
    }
    Nodes make = Nodes.at(section.position());
    Node any =
        make.map(
            "Fn::Or",
            make.list(conditions.stream().map(name -> make.object("Condition", name)).toList()));
    return template.with("Conditions", section.with(CONDITION, any));
  }

  private GeneratedResource role(Position position) {
    GeneratedResource role = shared(new GeneratedResource(ROLE, "AWS::IAM::Role", position));
    Nodes make = role.make();
    Node statement =
        make.object(
            "Action",
            make.list(make.text("sts:AssumeRole")),
            "Effect",
            "Allow",
            "Principal",
            make.object("Service", make.list(make.text("codedeploy.amazonaws.com"))));
    boolean isolated = partition.equals("aws-iso") || partition.equals("aws-iso-b");
    String policy = "AWSCodeDeployRoleForLambda" + (isolated ? "Limited" : "");
    return role.property(
            "AssumeRolePolicyDocument",
            make.object("Version", "2012-10-17", "Statement", make.list(statement)))
        .property(
            "ManagedPolicyArns",
            make.list(make.text("arn:" + partition + ":iam::aws:policy/service-role/" + policy)));
  }

  private GeneratedResource deploymentGroup(SamPreference preference) {
    GeneratedResource group =
        new GeneratedResource(
            group(preference), "AWS::CodeDeploy::DeploymentGroup", preference.written().position());
    Nodes make = group.make();
    preference.condition().ifPresent(name -> group.attribute("Condition", make.text(name)));
    return group
        .property("AlarmConfiguration", preference.alarms())
        .property("ApplicationName", make.ref(APPLICATION))
        .property(
            "AutoRollbackConfiguration",
            make.object(
                "Enabled",
                make.flag(true),
                "Events",
                make.list(
                    make.text("DEPLOYMENT_FAILURE"),
                    make.text("DEPLOYMENT_STOP_ON_ALARM"),
                    make.text("DEPLOYMENT_STOP_ON_REQUEST"))))
        .property("DeploymentConfigName", configurationName(preference.type(), false))
        .property(
            "DeploymentStyle",
            make.object("DeploymentType", "BLUE_GREEN", "DeploymentOption", "WITH_TRAFFIC_CONTROL"))
        .property(
            "ServiceRoleArn", preference.part("Role").orElseGet(() -> make.attribute(ROLE, "Arn")))
        .property("TriggerConfigurations", preference.part("TriggerConfigurations"));
  }

  /** The predefined types by their whole names, also inside intrinsics. */
  private static Node configurationName(Node type, boolean inSub) {
    Nodes make = Nodes.at(type.position());
    Optional<String> predefined = Node.text(type).filter(PREDEFINED::contains);
    if (predefined.isPresent()) {
      Node.Sequence argument =
          make.list(
              make.text("CodeDeployDefault.Lambda${ConfigName}"),
              make.object("ConfigName", predefined.get()));
      return inSub ? argument : make.map("Fn::Sub", argument);
    }
    if (type instanceof Node.Sequence list) {
      return make.list(list.items().stream().map(item -> configurationName(item, false)).toList());
    }
    return Intrinsic.in(type)
        .<Node>map(
            found ->
                make.map(
                    found.name(),
                    configurationName(found.argument(), found.name().equals("Fn::Sub"))))
        .orElse(type);
  }
}
