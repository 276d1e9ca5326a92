package ecommerce.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::Serverless::Api} with its own definition: the API, a deployment of what it is now,
 * and its stage.
 */
final class SamApi {

  static final String TYPE = "AWS::Serverless::Api";
  private static final Set<String> SUPPORTED =
      Set.of(
          "Name",
          "StageName",
          "Tags",
          "DefinitionBody",
          "DefinitionUri",
          "CacheClusterEnabled",
          "CacheClusterSize",
          "Variables",
          "EndpointConfiguration",
          "MethodSettings",
          "MinimumCompressionSize",
          "AccessLogSetting",
          "CanarySetting",
          "TracingEnabled",
          "OpenApiVersion",
          "FailOnWarnings",
          "Description",
          "Mode",
          "ApiKeySourceType",
          "Policy",
          "SecurityPolicy",
          "EndpointAccessMode");
  private static final List<String> ATTRIBUTES =
      List.of("DependsOn", "DeletionPolicy", "Condition", "UpdateReplacePolicy", "Metadata");

  private final SamResource api;
  private final Path directory;
  private final Python27 python = new Python27();

  SamApi(SamResource api, Path directory) {
    this.api = api.allowing(SUPPORTED);
    this.directory = directory;
  }

  /**
   * @param functionNames the given names of the functions that have events of this API, one after
   *     the other: a new name is a new deployment
   */
  List<GeneratedResource> resources(String functionNames) {
    GeneratedResource rest =
        new GeneratedResource(api.logicalId(), "AWS::ApiGateway::RestApi", api.position())
            .attributes(api, ATTRIBUTES);
    String definition = definition(rest);
    rest.copy(
        api,
        "Description",
        "FailOnWarnings",
        "Name",
        "MinimumCompressionSize",
        "Mode",
        "ApiKeySourceType",
        "Policy",
        "SecurityPolicy",
        "EndpointAccessMode");
    api.property("EndpointConfiguration").ifPresent(value -> endpoint(rest, value));
    List<String> hashed = new ArrayList<>(List.of(definition));
    api.property("OpenApiVersion").ifPresent(version -> hashed.add(version.json().asText()));
    if (!functionNames.isEmpty()) {
      hashed.add(functionNames);
    }
    GeneratedResource deployment = deployment(rest, String.join("||", hashed));
    return List.of(rest, deployment, stage(rest, deployment));
  }

  /** Sets the definition and tells the text that a deployment's id is made of. */
  private String definition(GeneratedResource rest) {
    Optional<Node.Mapping> body = api.mapping("DefinitionBody");
    if (api.property("DefinitionUri").isPresent()) {
      if (body.isPresent()) {
        throw api.wrong("DefinitionUri", "cannot be there together with DefinitionBody");
      }
      Node location = SamLocation.body(api);
      rest.property("BodyS3Location", location);
      return python.text(packaged(location));
    }
    if (body.isEmpty() || body.get().entries().isEmpty()) {
      throw new TemplateException(
          api.position(),
          "%s needs DefinitionBody or DefinitionUri: an API made of events alone is not supported"
              .formatted(api.logicalId()));
    }
    Node.Mapping definition =
        new OpenApiBody(python).processed(body.get(), api.property("OpenApiVersion"));
    rest.property("Body", definition);
    return python.text(Includes.packaged(definition, directory));
  }

  private Node packaged(Node location) {
    Node.Mapping map = (Node.Mapping) location;
    Nodes make = Nodes.at(location.position());
    Node.Mapping uri =
        map.get(SamLocation.LOCAL)
            .map(
                path -> {
                  String uriText =
                      SamLocation.packaged(directory, path.json().textValue(), path.position());
                  return make.object(
                      "Bucket", "local", "Key", uriText.substring("s3://local/".length()));
                })
            .orElse(map);
    return python.generated(uri);
  }

  private static void endpoint(GeneratedResource rest, Node value) {
    Nodes make = Nodes.at(value.position());
    if (value instanceof Node.Mapping map && map.get("Type").isPresent()) {
      Node type = map.get("Type").get();
      Node.Mapping configuration = make.map("Types", make.list(type));
      for (String name : List.of("VPCEndpointIds", "VpcEndpointIds", "IpAddressType")) {
        if (map.get(name).isPresent()) {
          configuration =
              configuration.with(
                  name.equals("VPCEndpointIds") ? "VpcEndpointIds" : name, map.get(name).get());
        }
      }
      rest.property("Parameters", make.map("endpointConfigurationTypes", type))
          .property("EndpointConfiguration", configuration);
    } else {
      rest.property("Parameters", make.map("endpointConfigurationTypes", value))
          .property("EndpointConfiguration", make.map("Types", make.list(value)));
    }
  }

  private GeneratedResource deployment(GeneratedResource rest, String hashed) {
    GeneratedResource deployment =
        GeneratedResource.beside(
            api,
            LogicalIds.of(api.logicalId() + "Deployment", hashed),
            "AWS::ApiGateway::Deployment",
            api.position());
    deployment.property("Description", "RestApi deployment id: " + LogicalIds.sha1(hashed));
    deployment.property("RestApiId", rest.ref());
    return api.property("OpenApiVersion").isPresent()
        ? deployment
        : deployment.property("StageName", "Stage");
  }

  private GeneratedResource stage(GeneratedResource rest, GeneratedResource deployment) {
    Node name = api.required("StageName");
    String text = Node.text(name).orElse("");
    boolean plain = !text.isEmpty() && text.chars().allMatch(Character::isLetterOrDigit);
    String logicalId =
        plain ? api.logicalId() + text + "Stage" : LogicalIds.of(api.logicalId() + "Stage", text);
    return GeneratedResource.beside(api, logicalId, "AWS::ApiGateway::Stage", api.position())
        .copy(api, "AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting")
        .property("DeploymentId", deployment.ref())
        .property("RestApiId", rest.ref())
        .property("StageName", name)
        .property("Tags", api.tags())
        .copy(api, "TracingEnabled", "Variables", "MethodSettings");
  }
}
