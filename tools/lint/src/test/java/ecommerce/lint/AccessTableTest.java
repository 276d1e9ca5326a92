package ecommerce.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTableTest {

  private static final Path ROOT = Path.of(System.getProperty("ecom.root"));

  @TempDir Path folder;
  private ShopCheckout checkout;

  @BeforeEach
  void copy() throws IOException {
    checkout = ShopCheckout.in(folder.toRealPath());
  }

  @Test
  void tellsWhatRolesMayDoToWhom() {
    assertThat(AccessTable.markdown(checkout.root()))
        .contains("| stock TableUpdate | `events:PutEvents` | `event-bus/{bus/event-bus/name}` |")
        .contains("| shop GetParts | `dynamodb:GetItem` | `table/{stock/table/name}` |");
  }

  @Test
  void tellsWhatStartsAFunction() {
    assertThat(AccessTable.markdown(checkout.root()))
        .contains("| events.amazonaws.com | `PartCreated` of ecommerce.stock |")
        .contains("| stock TableUpdate | its own role, polling | `Table.StreamArn` |");
  }

  @Test
  void tellsWhichRolesMayCallAnApi() throws IOException {
    checkout
        .add("third/metadata.yaml", "name: third\n")
        .add(
            "third/template.yaml",
            """
            Parameters:
              ShopApi: {Type: String, Default: "</ecommerce/lintenv/shop/api/arn>"}
            Resources:
              Visitor:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: call
                      PolicyDocument:
                        Statement: {Effect: Allow, Action: execute-api:Invoke, Resource: !Sub "${ShopApi}/GET/backend/*"}
            """);
    assertThat(AccessTable.markdown(checkout.root()))
        .contains(
            "| shop | `GET /backend/{partId}` | a signature (IAM) | GetParts | third Visitor |");
  }

  @Test
  void tellsWhoMayUseAGraphQlField() {
    assertThat(AccessTable.markdown(ROOT))
        .contains("| anyone with the API key, or signed in | `getProducts`,")
        .containsPattern(
            "\\| signed in, in the groups admin or warehouse \\| .*`getPackagingRequest`");
  }

  @Test
  void tellsEveryRoleThatAnswersAGraphQlField() {
    assertThat(AccessTable.markdown(ROOT))
        .containsPattern(
            "`startPackaging`.* \\| frontend-api Warehouse, frontend-api Withdrawn \\|")
        .containsPattern("`Order.ordered`.* \\| frontend-api OrderHistory \\|");
  }

  @Test
  void isWrittenBetweenItsMarkersAndThenCurrent() throws IOException {
    checkout.add(
        "docs/security.md",
        """
        # Security

        <!-- access table: written by ./ecom lint --write-access-table -->
        <!-- end of the access table -->

        After it.
        """);
    checkout.finds(
        "access-table", "docs/security.md", "written by", "./ecom lint --write-access-table");

    AccessTable.write(checkout.root());

    assertThat(checkout.findings()).isEmpty();
    assertThat(Files.readString(checkout.root().resolve("docs/security.md")))
        .startsWith("# Security\n\n<!--")
        .contains("| shop GetParts |")
        .endsWith("-->\n\nAfter it.\n");
  }

  @Test
  void refusesAPageWithoutAPlaceForIt() throws IOException {
    checkout.add("docs/security.md", "# Security\n");
    assertThatThrownBy(() -> AccessTable.write(checkout.root()))
        .hasMessageContaining("docs/security.md has no place for the access table");
  }

  @Test
  void refusesACheckoutThatCannotBeUnderstood() throws IOException {
    checkout.change("bus/template.yaml", "Value: !Ref EventBus", "Value: !Ref EvenBus");
    assertThatThrownBy(() -> AccessTable.markdown(checkout.root()))
        .hasMessageContaining("bus/template.yaml")
        .hasMessageContaining("EvenBus");
  }
}
