package ecommerce.lint;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Least privilege: roles and resource policies. */
class AccessChecksTest {

  private static final String SHOP = "shop/template.yaml";
  private static final String STOCK = "stock/template.yaml";
  private static final String TABLE =
      "!Sub \"arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${StockTable}\"";

  @TempDir Path folder;
  private ShopCheckout checkout;

  @BeforeEach
  void copy() throws IOException {
    checkout = ShopCheckout.in(folder.toRealPath());
  }

  @Test
  void refusesWildcardActions() throws IOException {
    checkout
        .change(SHOP, "dynamodb:GetItem", "dynamodb:*")
        .finds("roles", SHOP, "- Effect: Allow", "GetPartsRole may do dynamodb:*");
  }

  @Test
  void refusesEverythingAsAResource() throws IOException {
    checkout
        .change(
            STOCK,
            "!Sub \"arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/${EventBusName}\"",
            "\"*\"")
        .change(
            STOCK,
            "Timeout: 5",
            "Timeout: 5\n      Environment: {Variables: {BUS: !Ref EventBusName}}")
        .finds("roles", STOCK, "- Effect: Allow", "may do events:PutEvents to everything");
  }

  @Test
  void takesEverythingWhereAwsKnowsNoResource() throws IOException {
    checkout.change(
        SHOP,
        "Resource: " + TABLE,
        "Resource: "
            + TABLE
            + "\n            - {Effect: Allow, Action: xray:PutTraceSegments, Resource: \"*\"}");
    org.assertj.core.api.Assertions.assertThat(checkout.findings()).isEmpty();
  }

  @Test
  void refusesResourcesThatAreNobodys() throws IOException {
    checkout
        .change(SHOP, "table/${StockTable}", "table/*-${StockTable}")
        .finds(
            "roles",
            SHOP,
            "- Effect: Allow",
            "which is neither a resource of this stack nor of a parameter");
  }

  @Test
  void refusesManagedPolicies() throws IOException {
    checkout
        .change(SHOP, "      Policies:\n", "      Policies:\n        - AmazonDynamoDBFullAccess\n")
        .finds(
            "roles",
            SHOP,
            "AmazonDynamoDBFullAccess",
            "has the managed policy AmazonDynamoDBFullAccess");
  }

  @Test
  void wantsASourceOfPermissions() throws IOException {
    checkout
        .change(
            SHOP,
            "  Waiting:\n    Type: AWS::SQS::Queue",
            "  Open:\n"
                + "    Type: AWS::Lambda::Permission\n"
                + "    Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Work,"
                + " Principal: s3.amazonaws.com}\n"
                + "  Waiting:\n"
                + "    Type: AWS::SQS::Queue")
        .finds(
            "permissions",
            SHOP,
            "  Open:",
            "Open lets s3.amazonaws.com invoke a function for anybody");
  }

  @Test
  void wantsASourceOfWhatQueuesTake() throws IOException {
    checkout
        .change(
            SHOP,
            "            Condition:\n"
                + "              ArnEquals:\n"
                + "                aws:SourceArn: [!GetAtt OnEventsCreated.Arn, !GetAtt"
                + " OnEventsModified.Arn]\n",
            "")
        .finds("permissions", SHOP, "TakeFromRules", "add a Condition on aws:SourceArn");
  }

  @Test
  void wantsTriggersPermittedToInvoke() throws IOException {
    checkout
        .change(
            SHOP,
            "  LogGroup:\n",
            "  People:\n"
                + "    Type: AWS::Cognito::UserPool\n"
                + "    Properties: {LambdaConfig: {PreSignUp: !GetAtt Work.Arn}}\n"
                + "  LogGroup:\n")
        .finds(
            "permissions",
            SHOP,
            "PreSignUp",
            "People invokes Work, and no AWS::Lambda::Permission");
  }

  @Test
  void wantsPermissionsForTheAliasThatIsInvoked() throws IOException {
    checkout
        .change(
            SHOP,
            "      Description: Answers how many parts there are\n",
            "      Description: Answers how many parts there are\n      AutoPublishAlias: live\n")
        .finds(
            "permissions",
            "shop/resources/openapi.yaml",
            "x-amazon-apigateway-integration",
            "GET /backend/{partId} invokes GetParts, and no");
  }

  @Test
  void wantsApisPermittedToInvoke() throws IOException {
    checkout
        .change(
            SHOP,
            "      Events:\n"
                + "        Get:\n"
                + "          Type: Api\n"
                + "          Properties: {RestApiId: !Ref Api, Path: \"/backend/{partId}\", Method:"
                + " get}\n",
            "")
        .finds(
            "permissions",
            "shop/resources/openapi.yaml",
            "x-amazon-apigateway-integration",
            "GET /backend/{partId} invokes GetParts, and no AWS::Lambda::Permission");
  }
}
