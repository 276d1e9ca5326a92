package ecommerce.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How services fit together: metadata, parameters, names, handlers. */
class ServiceChecksTest {

  private static final String SHOP = "shop/template.yaml";
  private static final String STOCK = "stock/template.yaml";
  private static final String METADATA = "shop/metadata.yaml";

  @TempDir Path folder;
  private ShopCheckout checkout;

  @BeforeEach
  void copy() throws IOException {
    checkout = ShopCheckout.in(folder.toRealPath());
  }

  @Test
  void findsNothingInGoodServices() {
    assertThat(checkout.findings()).map(Finding::toString).isEmpty();
  }

  @Test
  void namesACycleOfDependencies() throws IOException {
    checkout
        .change("bus/metadata.yaml", "dependencies: []", "dependencies: [shop]")
        .finds("metadata", "bus/metadata.yaml", "name", "cycle: bus → shop → bus");
  }

  @Test
  void namesMetadataThatCannotBeRead() throws IOException {
    checkout.change(METADATA, "name: shop", "nam: shop").finds("metadata", METADATA, "nam", "nam");
  }

  @Test
  void namesADependencyThatIsNoService() throws IOException {
    checkout
        .change(METADATA, "[bus, stock]", "[bus, stock, nobody]")
        .finds("metadata", METADATA, "name", "dependency nobody is no service");
  }

  @Test
  void namesTheLineOfATemplateThatCannotBeUnderstood() throws IOException {
    checkout
        .change("bus/template.yaml", "Value: !Ref EventBus", "Value: !Ref EvenBus")
        .finds("template", "bus/template.yaml", "EvenBus", "EvenBus");
  }

  @Test
  void namesTheLineOfAFileThatIsNoYaml() throws IOException {
    checkout
        .change("shop/resources/openapi.yaml", "info: {title: Shop,", "info: {title: Shop")
        .finds("template", "shop/resources/openapi.yaml", "info:", "not checked");
  }

  @Test
  void wantsDependenciesDeclared() throws IOException {
    checkout
        .change(METADATA, "[bus, stock]", "[bus]")
        .finds("dependencies", METADATA, "StockTable", "of stock, which is not among");
  }

  @Test
  void refusesIdleDependencies() throws IOException {
    checkout
        .add("third/metadata.yaml", "name: third\n")
        .add("third/template.yaml", "Resources:\n  Topic: {Type: AWS::SNS::Topic}\n")
        .change("stock/metadata.yaml", "[bus]", "[bus, third]")
        .finds("dependencies", "stock/metadata.yaml", "third", "no parameter comes from third");
  }

  @Test
  void takesADependencyOnTheRoleThatAccessLogsAreWrittenWith() throws IOException {
    checkout
        .add("third/metadata.yaml", "name: third\n")
        .add(
            "third/template.yaml",
            "Resources:\n"
                + "  Account: {Type: AWS::ApiGateway::Account, Properties: {CloudWatchRoleArn:"
                + " x}}\n")
        .change(METADATA, "[bus, stock]", "[bus, stock, third]");
    assertThat(checkout.findings()).isEmpty();
  }

  @Test
  void wantsServicesNamedAsTheirFolders() throws IOException {
    checkout
        .move("shop", "store")
        .finds("dependencies", "store/metadata.yaml", "name", "folder store calls itself shop");
  }

  @Test
  void wantsParametersOfOthersFromSystemsManager() throws IOException {
    checkout
        .change(STOCK, "AWS::SSM::Parameter::Value<String>", "String")
        .finds("parameters", STOCK, "EventBusName", "make it a AWS::SSM::Parameter");
  }

  @Test
  void wantsMetadataToNameOnlyParametersThatAreThere() throws IOException {
    checkout
        .change(
            METADATA,
            "  StockTable:",
            "  Again: /ecommerce/{Environment}/stock/table/name\n  StockTable:")
        .finds("parameters", METADATA, "Again", "the template has no parameter Again");
  }

  @Test
  void wantsMetadataToSayWhereParametersComeFrom() throws IOException {
    checkout
        .change(METADATA, "  StockTable: /ecommerce/{Environment}/stock/table/name\n", "")
        .change(METADATA, "[bus, stock]", "[bus]")
        .finds("parameters", SHOP, "StockTable:", "metadata.yaml does not say from where");
  }

  @Test
  void wantsOwnParametersToHaveDefaults() throws IOException {
    checkout
        .change("bus/template.yaml", "Type: String, Default: dev", "Type: String")
        .finds("parameters", "bus/template.yaml", "Environment:", "has no Default");
  }

  @Test
  void refusesParametersThatNothingUses() throws IOException {
    checkout
        .change(SHOP, "Globals:", "  Colour: {Type: String, Default: red}\nGlobals:")
        .finds("parameters", SHOP, "Colour:", "Colour is used nowhere");
  }

  @Test
  void wantsNamesOfTheRightForm() throws IOException {
    checkout
        .change(METADATA, "/ecommerce/{Environment}/stock/table/name", "/ecommerce/stock/table")
        .change(METADATA, "[bus, stock]", "[bus, stock]")
        .findings();
    assertThat(checkout.findings())
        .map(Finding::message)
        .anyMatch(text -> text.contains("/ecommerce/stock/table is not of the form"));
  }

  @Test
  void wantsWhatIsAskedForToBeExported() throws IOException {
    checkout
        .change(METADATA, "stock/table/name", "stock/table/arn")
        .finds(
            "ssm-names",
            METADATA,
            "StockTable",
            "exports /ecommerce/{Environment}/stock/table/name");
  }

  @Test
  void wantsExportsUnderTheServicesOwnName() throws IOException {
    checkout
        .change(SHOP, "${Environment}/shop/api/url", "${Environment}/store/api/url")
        .change("docs/conventions.md", "| shop | `api/url` |\n", "")
        .finds(
            "ssm-names",
            SHOP,
            "store/api/url",
            "is not of the form /ecommerce/{Environment}/shop/");
  }

  @Test
  void refusesToReadOwnParameters() throws IOException {
    checkout
        .change(METADATA, "/stock/table/name", "/shop/api/url")
        .change(METADATA, "[bus, stock]", "[bus]")
        .finds("ssm-names", METADATA, "StockTable", "is this service's own");
  }

  @Test
  void wantsWhatTheTablePromisesToBeExported() throws IOException {
    checkout
        .change("docs/conventions.md", "| `table/name` |", "| `table/arn` |")
        .finds("exports", "docs/conventions.md", "`table/arn`", "does not export it");
  }

  @Test
  void wantsTheEnvironmentInNamesOfTheAccount() throws IOException {
    checkout
        .change(STOCK, "BillingMode: PAY", "TableName: stock\n      BillingMode: PAY")
        .finds("names", STOCK, "TableName", "the name stock is the same in every environment");
  }

  @Test
  void refusesExportsOfStacksWithoutTheEnvironment() throws IOException {
    checkout
        .change(
            "bus/template.yaml",
            "Resources:",
            "Outputs:\n  Bus:\n    Value: !Ref EventBus\n    Export: {Name: bus}\nResources:")
        .finds("names", "bus/template.yaml", "Export:", "publish an AWS::SSM::Parameter instead");
  }

  @Test
  void wantsHandlersToBeThere() throws IOException {
    checkout
        .change(SHOP, "ecommerce.shop.handlers.Work", "ecommerce.shop.handlers.Works")
        .findings();
    assertThat(checkout.findings())
        .map(Finding::message)
        .anyMatch(text -> text.contains("the class ecommerce.shop.handlers.Works is not in"))
        .anyMatch(text -> text.contains("Work handles requests but no function"))
        .hasSize(2);
  }

  @Test
  void wantsHandlersInTheServicesPackage() throws IOException {
    checkout
        .change(SHOP, "ecommerce.shop.handlers.Work", "ecommerce.shop.Work")
        .finds(
            "handlers",
            SHOP,
            "ecommerce.shop.Work",
            "is not in the package ecommerce.shop.handlers");
  }

  @Test
  void wantsFunctionsNamedAsTheirClasses() throws IOException {
    checkout
        .change(SHOP, "  Work:\n", "  Worker:\n")
        .finds("handlers", SHOP, "  Worker:", "the function Worker has the handler class Work");
  }
}
