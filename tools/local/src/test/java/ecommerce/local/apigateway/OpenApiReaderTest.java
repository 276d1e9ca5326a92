package ecommerce.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiReaderTest {

  private static RestDefinition read(String yaml) throws IOException {
    return OpenApiReader.read(new YAMLMapper().readTree(yaml));
  }

  private static String withGet(String operation) {
    return "{openapi: 3.0.1, info: {title: t}, paths: {/x: {get: {" + operation + "}}}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "security: [{Key: []}] | paths./x.get.security[0] names the security scheme 'Key', which is"
            + " not defined",
        "x-amazon-apigateway-auth: {type: CUSTOM} | paths./x.get.x-amazon-apigateway-auth.type is"
            + " CUSTOM",
        "x-amazon-apigateway-integration: {type: aws, uri: u} |"
            + " paths./x.get.x-amazon-apigateway-integration.type is aws",
        "x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: GET, uri: u} | httpMethod"
            + " must be POST",
        "x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: u} | uri must be"
            + " arn:aws:apigateway",
        "x-amazon-apigateway-integration: {type: aws_proxy, credentials: r} | credentials is not"
            + " supported",
        "x-amazon-apigateway-integration: {type: mock, requestTemplates: {a/b: '#set($x = 1)'}} |"
            + " has more than text",
        "x-amazon-apigateway-integration: {type: mock, requestTemplates: {a/b: '$input.body'}} |"
            + " has more than text",
        "x-amazon-apigateway-integration: {type: mock, responses: {default: {statusCode: 200}}} |"
            + " operation's responses do not declare",
        "x-amazon-apigateway-request-validator: all | names the validator 'all', which is not"
            + " defined",
        "x-amazon-apigateway-something: 1 | paths./x.get.x-amazon-apigateway-something is not"
            + " supported",
      })
  void refusesWithThePlaceWhatItDoesNotOffer(String operation, String message) {
    assertThatThrownBy(() -> read(withGet(operation))).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{openapi: 3.1.0, paths: {}} | must be of openapi 3.0.x or swagger 2.0",
        "{openapi: 3.0.1, paths: {x: {}}} | paths.x must start with a slash",
        "{openapi: 3.0.1, paths: {'/{a+}/b': {}}} | only the last may be greedy",
        "{openapi: 3.0.1, paths: {'/{a}': {}, '/{b}/c': {}}} | only one is allowed",
        "{openapi: 3.0.1, paths: {/x: {$ref: other.yaml}}} | only references within the document",
        "{openapi: 3.0.1, x-amazon-apigateway-policy: {}} | x-amazon-apigateway-policy is not"
            + " supported",
        "{openapi: 3.0.1, x-amazon-apigateway-gateway-responses: {ODD: {}}} | is no gateway"
            + " response type",
        "{openapi: 3.0.1, security: [{A: []}], paths: {/x: {get: {}}}} | paths./x.get has no"
            + " security of its own",
      })
  void refusesDocumentsThatApiGatewayWouldNotServeAsMeant(String document, String message) {
    assertThatThrownBy(() -> read(document)).hasMessageContaining(message);
  }

  @Test
  void readsSwaggerAndWhoMayCall() throws IOException {
    RestDefinition definition =
        read(
            """
            swagger: "2.0"
            info: {title: old}
            security: [{sigv4: []}]
            securityDefinitions:
              sigv4: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
            paths:
              /x:
                get: {security: [{sigv4: []}]}
                put: {security: []}
                post: {x-amazon-apigateway-auth: {type: AWS_IAM}}
                patch: {x-amazon-apigateway-auth: {type: NONE}}
            """);
    assertThat(definition.title()).isEqualTo("old");
    assertThat(definition.find("GET", "/x").orElseThrow().method().iam()).isTrue();
    assertThat(definition.find("PUT", "/x").orElseThrow().method().iam()).isFalse();
    assertThat(definition.find("POST", "/x/").orElseThrow().method().iam()).isTrue();
    assertThat(definition.find("PATCH", "/x").orElseThrow().method().iam()).isFalse();
    assertThat(definition.find("DELETE", "/x")).isEmpty();
  }

  @Test
  void choosesTheMostSpecificResource() throws IOException {
    RestDefinition definition =
        read(
            """
            openapi: 3.0.1
            paths:
              /: {get: {}}
              /{proxy+}: {get: {}}
              /a/{id}: {get: {}}
              /a/b: {get: {}}
            """);
    assertThat(resource(definition, "/")).isEqualTo("/");
    assertThat(resource(definition, "/a/b")).isEqualTo("/a/b");
    assertThat(resource(definition, "/a/c")).isEqualTo("/a/{id}");
    assertThat(resource(definition, "/a/c/d")).isEqualTo("/{proxy+}");
    assertThat(resource(definition, "/a")).isEqualTo("/{proxy+}");
  }

  private static String resource(RestDefinition definition, String path) {
    return definition.find("GET", path).orElseThrow().resource().path().template();
  }
}
