package ecommerce.suite.deploying;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A checkout of two services, of which one depends on the other; small, so that it is deployed in a
 * moment.
 */
record TwoServices(Path root) {

  private static final String STORE =
      """
      Parameters:
        Environment: {Type: String}
        Days: {Type: Number, Default: 1}
        Protected: {Type: String, Default: "false"}
      Resources:
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            DeletionProtectionEnabled: !Ref Protected
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
        Log:
          Type: AWS::Logs::LogGroup
          Properties: {RetentionInDays: !Ref Days}
        TableName:
          Type: AWS::SSM::Parameter
          Properties: {Type: String, Name: !Sub "/ecommerce/${Environment}/store/table/name", Value: !Ref Table}
      """;

  private static final String READER =
      """
      Parameters:
        Environment: {Type: String}
        Table: {Type: "AWS::SSM::Parameter::Value<String>"}
      Resources:
        Echo:
          Type: AWS::SSM::Parameter
          Properties: {Type: String, Name: !Sub "/ecommerce/${Environment}/reader/table/name", Value: !Ref Table}
      """;

  static TwoServices in(Path root) throws IOException {
    TwoServices services = new TwoServices(root);
    services.write(
        "environments.yaml",
        """
        small: {Days: 3}
        prod: {Days: 30, Protected: "true"}
        """);
    services.write("store/metadata.yaml", "name: store\n");
    services.write("store/template.yaml", STORE);
    services.write(
        "reader/metadata.yaml",
        """
        name: reader
        dependencies: [store]
        parameters:
          Table: /ecommerce/{Environment}/store/table/name
        """);
    services.write("reader/template.yaml", READER);
    return services;
  }

  void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  void change(String file, String text, String other) throws IOException {
    String before = Files.readString(root.resolve(file));
    if (!before.contains(text)) {
      throw new IllegalArgumentException(file + " has no " + text);
    }
    write(file, before.replace(text, other));
  }
}
