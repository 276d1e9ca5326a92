package ecommerce.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each service has its role in the pipeline. */
class PipelineRolesTest {

  private static final String PIPELINE = "pipeline/environment.yaml";

  @TempDir Path folder;
  private ShopCheckout checkout;

  @BeforeEach
  void pipeline() throws IOException {
    checkout =
        ShopCheckout.in(folder.toRealPath())
            .add(
                PIPELINE,
                "Resources:\n"
                    + role("Bus", "bus")
                    + role("Stock", "stock")
                    + role("Shop", "shop")
                    + "  DataPolicy:\n"
                    + "    Type: AWS::IAM::ManagedPolicy\n"
                    + "    Properties:\n"
                    + "      Roles: [!Ref BusRole, !Ref StockRole, !Ref ShopRole]\n");
  }

  private static String role(String id, String service) {
    return """
      %sRole:
        Type: AWS::IAM::Role
        Properties:
          RoleName: !Sub "ecommerce-pipeline-${Environment}-%s"
          Tags:
            - {Key: environment, Value: !Ref Environment}
            - {Key: service, Value: %s}
            - {Key: stack, Value: !Sub "ecommerce-${Environment}-%s"}
    """
        .formatted(id, service, service, service);
  }

  @Test
  void findsNothingWhereEachServiceHasItsRole() {
    assertThat(checkout.findings()).map(Finding::toString).isEmpty();
  }

  @Test
  void namesAServiceThatThePipelineDoesNotKnow() throws IOException {
    checkout
        .change(PIPELINE, "{Key: service, Value: shop}", "{Key: service, Value: spoh}")
        .finds("pipeline", "shop/metadata.yaml", "name", "no role tagged service: shop");
  }

  @Test
  void namesATagThatWouldAllowAnotherServicesNames() throws IOException {
    checkout
        .change(PIPELINE, "${Environment}-stock\"}", "${Environment}-stoc\"}")
        .finds(
            "pipeline",
            PIPELINE,
            "StockRole",
            "stack of StockRole is ecommerce-${Environment}-stoc and should be"
                + " ecommerce-${Environment}-stock");
  }

  @Test
  void namesARoleThatGoesByAnotherName() throws IOException {
    checkout
        .change(PIPELINE, "ecommerce-pipeline-${Environment}-bus", "ecommerce-pipeline-bus")
        .finds("pipeline", PIPELINE, "BusRole", "RoleName of BusRole is ecommerce-pipeline-bus");
  }

  @Test
  void namesAPolicyThatLacksTheRole() throws IOException {
    checkout
        .change(PIPELINE, ", !Ref ShopRole]", "]")
        .finds("pipeline", PIPELINE, "Roles:", "DataPolicy does not list ShopRole");
  }
}
