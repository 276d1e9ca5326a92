package ecommerce.deploy.packaging;

import java.util.List;
import java.util.Map;

/**
 * A property whose value may be the name of a local file.
 *
 * @param path below the resource's properties; {@code *} is any key
 */
record ArtifactProperty(List<String> path, Kind kind, Form form) {

  /** What the file is to be. */
  enum Kind {
    /** Lambda code or a layer: a folder or a single file becomes a zip. */
    CODE,
    /** Any file; a folder becomes a zip. */
    PACKAGE,
    /** One file, as it is. */
    FILE,
    /** A template, packaged itself. */
    TEMPLATE
  }

  /** How the uploaded object is written into the template. */
  enum Form {
    URI,
    S3_BUCKET_S3_KEY,
    BUCKET_KEY,
    URL;

    String of(String bucket, String key, String region) {
      return switch (this) {
        case URI -> "\"s3://" + bucket + "/" + key + "\"";
        case S3_BUCKET_S3_KEY -> "{\"S3Bucket\": \"" + bucket + "\", \"S3Key\": \"" + key + "\"}";
        case BUCKET_KEY -> "{\"Bucket\": \"" + bucket + "\", \"Key\": \"" + key + "\"}";
        case URL -> "\"" + S3Address.url(bucket, key, region) + "\"";
      };
    }
  }

  /** The properties that AWS's own packagers upload, by resource type. */
  static final Map<String, List<ArtifactProperty>> BY_TYPE =
      Map.ofEntries(
          type("AWS::Serverless::Function", of("CodeUri", Kind.CODE, Form.URI)),
          type("AWS::Serverless::LayerVersion", of("ContentUri", Kind.CODE, Form.URI)),
          type("AWS::Serverless::Api", of("DefinitionUri", Kind.FILE, Form.URI)),
          type("AWS::Serverless::HttpApi", of("DefinitionUri", Kind.FILE, Form.URI)),
          type("AWS::Serverless::StateMachine", of("DefinitionUri", Kind.FILE, Form.BUCKET_KEY)),
          type(
              "AWS::Serverless::GraphQLApi",
              of("SchemaUri", Kind.FILE, Form.URI),
              of("Functions.*.CodeUri", Kind.FILE, Form.URI),
              of("Resolvers.*.*.CodeUri", Kind.FILE, Form.URI)),
          type("AWS::Serverless::Application", of("Location", Kind.TEMPLATE, Form.URL)),
          type("AWS::Lambda::Function", of("Code", Kind.CODE, Form.S3_BUCKET_S3_KEY)),
          type("AWS::Lambda::LayerVersion", of("Content", Kind.CODE, Form.S3_BUCKET_S3_KEY)),
          type("AWS::ApiGateway::RestApi", of("BodyS3Location", Kind.FILE, Form.BUCKET_KEY)),
          type("AWS::ApiGatewayV2::Api", of("BodyS3Location", Kind.FILE, Form.BUCKET_KEY)),
          type("AWS::AppSync::GraphQLSchema", of("DefinitionS3Location", Kind.FILE, Form.URI)),
          type("AWS::AppSync::Resolver", resolverCode()),
          type("AWS::AppSync::FunctionConfiguration", resolverCode()),
          type(
              "AWS::StepFunctions::StateMachine",
              of("DefinitionS3Location", Kind.FILE, Form.BUCKET_KEY)),
          type("AWS::CloudFormation::Stack", of("TemplateURL", Kind.TEMPLATE, Form.URL)),
          type("AWS::CloudFormation::StackSet", of("TemplateURL", Kind.TEMPLATE, Form.URL)),
          type("AWS::CloudFormation::ModuleVersion", of("ModulePackage", Kind.PACKAGE, Form.URI)),
          type(
              "AWS::CloudFormation::ResourceVersion",
              of("SchemaHandlerPackage", Kind.PACKAGE, Form.URI)),
          type(
              "AWS::ElasticBeanstalk::ApplicationVersion",
              of("SourceBundle", Kind.PACKAGE, Form.S3_BUCKET_S3_KEY)),
          type("AWS::Glue::Job", of("Command.ScriptLocation", Kind.FILE, Form.URI)));

  /** What {@code Fn::Transform: AWS::Include} reads. */
  static final ArtifactProperty INCLUDE = of("Location", Kind.FILE, Form.URI);

  ArtifactProperty {
    path = List.copyOf(path);
  }

  private static ArtifactProperty of(String path, Kind kind, Form form) {
    return new ArtifactProperty(List.of(path.split("\\.")), kind, form);
  }

  private static ArtifactProperty[] resolverCode() {
    return new ArtifactProperty[] {
      of("CodeS3Location", Kind.FILE, Form.URI),
      of("RequestMappingTemplateS3Location", Kind.FILE, Form.URI),
      of("ResponseMappingTemplateS3Location", Kind.FILE, Form.URI)
    };
  }

  private static Map.Entry<String, List<ArtifactProperty>> type(
      String type, ArtifactProperty... properties) {
    return Map.entry(type, List.of(properties));
  }
}
