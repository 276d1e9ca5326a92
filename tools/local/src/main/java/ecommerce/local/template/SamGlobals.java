package ecommerce.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The Globals section: properties for all resources of a type. A mapping is merged with the
 * resource's, a list put before it, anything else given way to it (SAM developer guide, "Globals
 * section of the AWS SAM template").
 */
final class SamGlobals {

  private static final String PREFIX = "AWS::Serverless::";
  private static final String REPLACED = "Architectures";
  private static final Map<String, Set<String>> SECTIONS =
      Map.of(
          "Function",
          Set.of(
              "Handler",
              "Runtime",
              "CodeUri",
              "DeadLetterQueue",
              "Description",
              "MemorySize",
              "Timeout",
              "VpcConfig",
              "Environment",
              "Tags",
              "PropagateTags",
              "Tracing",
              "KmsKeyArn",
              "AutoPublishAlias",
              "AutoPublishAliasAllProperties",
              "Layers",
              "DeploymentPreference",
              "RolePath",
              "PermissionsBoundary",
              "ReservedConcurrentExecutions",
              "ProvisionedConcurrencyConfig",
              "AssumeRolePolicyDocument",
              "EventInvokeConfig",
              "FileSystemConfigs",
              "CodeSigningConfigArn",
              "Architectures",
              "SnapStart",
              "EphemeralStorage",
              "FunctionUrlConfig",
              "RuntimeManagementConfig",
              "LoggingConfig",
              "RecursiveLoop",
              "SourceKMSKeyArn"),
          "Api",
          Set.of(
              "Auth",
              "Name",
              "DefinitionUri",
              "CacheClusterEnabled",
              "CacheClusterSize",
              "MergeDefinitions",
              "Variables",
              "EndpointConfiguration",
              "MethodSettings",
              "BinaryMediaTypes",
              "MinimumCompressionSize",
              "Cors",
              "GatewayResponses",
              "AccessLogSetting",
              "CanarySetting",
              "TracingEnabled",
              "OpenApiVersion",
              "Domain",
              "AlwaysDeploy",
              "PropagateTags",
              "SecurityPolicy",
              "EndpointAccessMode"),
          "SimpleTable",
          Set.of("SSESpecification"));

  private final SequencedMap<String, Node.Mapping> byType = new LinkedHashMap<>();

  private SamGlobals() {}

  static SamGlobals of(Node.Mapping template) {
    SamGlobals globals = new SamGlobals();
    template
        .get("Globals")
        .ifPresent(section -> mapping("Globals", section).entries().forEach(globals::add));
    return globals;
  }

  private void add(String name, Node section) {
    if (!SECTIONS.containsKey(name)) {
      throw new TemplateException(section.position(), "Globals for " + name + " are not supported");
    }
    Node.Mapping properties = mapping("Globals." + name, section);
    properties
        .entries()
        .forEach(
            (property, value) -> {
              if (!SECTIONS.get(name).contains(property)) {
                throw new TemplateException(
                    value.position(), "Globals.%s cannot have %s".formatted(name, property));
              }
            });
    byType.put(PREFIX + name, properties);
  }

  private static Node.Mapping mapping(String name, Node node) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw new TemplateException(node.position(), name + " is not a mapping");
  }

  /** The resource with the global properties of its type. */
  SamResource merge(SamResource resource) {
    Node.Mapping globals = byType.get(resource.type());
    return globals == null
        ? resource
        : new SamResource(
            resource.logicalId(),
            resource.type(),
            resource.resource(),
            merge(unreplaced(globals, resource.properties()), resource.properties()));
  }

  /** A list that a resource does not add to, but replaces. */
  private static Node.Mapping unreplaced(Node.Mapping globals, Node.Mapping own) {
    return own.get(REPLACED).isPresent() ? globals.without(REPLACED) : globals;
  }

  private static Node.Mapping merge(Node.Mapping global, Node.Mapping local) {
    SequencedMap<String, Node> merged = new LinkedHashMap<>(global.entries());
    local.entries().forEach((name, value) -> merged.merge(name, value, SamGlobals::merge));
    return new Node.Mapping(local.position(), merged);
  }

  private static Node merge(Node global, Node local) {
    if (global instanceof Node.Sequence first && local instanceof Node.Sequence second) {
      List<Node> items = new ArrayList<>(first.items());
      items.addAll(second.items());
      return new Node.Sequence(local.position(), items);
    }
    boolean plain = Intrinsic.in(global).isEmpty() && Intrinsic.in(local).isEmpty();
    return plain && global instanceof Node.Mapping first && local instanceof Node.Mapping second
        ? merge(first, second)
        : local;
  }
}
