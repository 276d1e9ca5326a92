package ecommerce.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rule asks of a GraphQL API: of the shop, to which one is added. */
class RuleMutationsTest {

  private static final String SHOP = "shop/template.yaml";
  private static final String SCHEMA = "shop/schema.graphql";
  private static final String LIVE =
      """
        Live:
          Type: AWS::AppSync::GraphQLApi
          Properties: {Name: !Sub "shop-${Environment}", AuthenticationType: AWS_IAM}
        Schema:
          Type: AWS::AppSync::GraphQLSchema
          Properties: {ApiId: !GetAtt Live.ApiId, DefinitionS3Location: schema.graphql}
        TellRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                - {Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: sts:AssumeRole}
            Policies:
              - PolicyName: access
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: appsync:GraphQL
                      Resource: !Sub ${Live.Arn}/types/Mutation/fields/tell
        Told:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref EventBusName
            EventPattern: {source: [ecommerce.stock], detail-type: [PartCreated]}
            Targets:
              - Id: Live
                Arn: !GetAtt Live.GraphQLEndpointArn
                RoleArn: !GetAtt TellRole.Arn
                AppSyncParameters:
                  GraphQLOperation: "mutation T($id: ID!) { tell(id: $id) }"
                InputTransformer:
                  InputPathsMap:
                    id: $.detail.partId
                  InputTemplate: '{"id": "<id>"}'
                RetryPolicy: {MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 300}
                DeadLetterConfig: {Arn: !GetAtt DeadLetters.Arn}
      """
          .indent(0);

  @TempDir Path folder;
  private ShopCheckout checkout;

  @BeforeEach
  void copy() throws IOException {
    checkout =
        ShopCheckout.in(folder.toRealPath())
            .change(SHOP, "  LogGroup:\n    Type", indented() + "  LogGroup:\n    Type")
            .change(
                SHOP,
                "!GetAtt OnEventsModified.Arn]",
                "!GetAtt OnEventsModified.Arn, !GetAtt Told.Arn]")
            .add(
                SCHEMA,
                "type Query { none: String @aws_iam }\n"
                    + "type Mutation { tell(id: ID!): String @aws_iam  open(id: ID!): String }\n");
  }

  private static String indented() {
    return LIVE.startsWith("  ") ? LIVE : LIVE.indent(2);
  }

  @Test
  void findsNothingInAMutationThatIsThereAndAllowed() {
    assertThat(checkout.findings()).isEmpty();
  }

  @Test
  void wantsMutationsOfTheSchema() throws IOException {
    checkout
        .change(SHOP, "tell(id: $id)", "tell(id: $no)")
        .finds("mutations", SHOP, "GraphQLOperation", "asks what the schema does not allow");
  }

  @Test
  void wantsFieldsThatTakeSignatures() throws IOException {
    checkout
        .change(SHOP, "tell(id: $id)", "open(id: $id)")
        .change(SHOP, "fields/tell", "fields/open")
        .finds("mutations", SHOP, "GraphQLOperation", "takes no signature");
  }

  @Test
  void wantsARoleThatMayRunTheMutation() throws IOException {
    checkout
        .change(SHOP, "fields/tell", "fields/other")
        .finds("mutations", SHOP, "RoleArn: !GetAtt TellRole.Arn", "may appsync:GraphQL");
  }

  @Test
  void wantsVariablesThatEventsHave() throws IOException {
    checkout
        .change(SHOP, "$.detail.partId", "$.detail.part")
        .finds("mutations", SHOP, "id: $.detail.part", "which no PartCreated has");
  }
}
