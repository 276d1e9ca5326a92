package ecommerce.cli.shop;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.cli.site.Aws;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A small assortment and one person for each part: what makes a fresh environment worth looking at.
 * Doing it twice is once.
 */
public final class SampleData {

  /** A product of the assortment, as the catalogue keeps it. */
  record Item(
      String productId,
      String name,
      String category,
      int price,
      Map<String, Integer> measures,
      List<String> tags) {}

  private final Aws aws;

  public SampleData(Aws aws) {
    this.aws = aws;
  }

  static List<Item> assortment() {
    try (InputStream in = SampleData.class.getResourceAsStream("/assortment.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the products that are missing into the catalogue. */
  public int fillCatalogue() {
    String table = aws.parameter("products/table/name");
    int added = 0;
    try (DynamoDbClient dynamoDb = aws.dynamoDb()) {
      for (Item item : assortment()) {
        try {
          dynamoDb.putItem(
              r ->
                  r.tableName(table)
                      .item(attributes(item))
                      .conditionExpression("attribute_not_exists(productId)"));
          added++;
        } catch (ConditionalCheckFailedException e) {
          // It is there already, perhaps changed by someone: theirs to keep.
        }
      }
    }
    return added;
  }

  private static Map<String, AttributeValue> attributes(Item item) {
    Map<String, AttributeValue> packageMeasures = new HashMap<>();
    item.measures().forEach((name, value) -> packageMeasures.put(name, number(value)));
    String now = Instant.now().toString();
    return Map.of(
        "productId", AttributeValue.fromS(item.productId()),
        "name", AttributeValue.fromS(item.name()),
        "category", AttributeValue.fromS(item.category()),
        "price", number(item.price()),
        "package", AttributeValue.fromM(packageMeasures),
        "tags", AttributeValue.fromL(item.tags().stream().map(AttributeValue::fromS).toList()),
        "createdDate", AttributeValue.fromS(now),
        "modifiedDate", AttributeValue.fromS(now));
  }

  private static AttributeValue number(int value) {
    return AttributeValue.fromN(Integer.toString(value));
  }

  /** Makes the people that are missing, with their groups and the sample password. */
  public void invitePeople() {
    String pool = aws.parameter("users/user-pool/id");
    try (CognitoIdentityProviderClient cognito = aws.cognito()) {
      for (Person person : Person.values()) {
        try {
          invite(cognito, pool, person);
        } catch (UsernameExistsException e) {
          // Invited by an earlier start.
        }
      }
    }
  }

  private static void invite(CognitoIdentityProviderClient cognito, String pool, Person person) {
    cognito.adminCreateUser(
        r ->
            r.userPoolId(pool)
                .username(person.email())
                .messageAction(MessageActionType.SUPPRESS)
                .userAttributes(
                    AttributeType.builder().name("email").value(person.email()).build(),
                    AttributeType.builder().name("email_verified").value("true").build()));
    cognito.adminSetUserPassword(
        r -> r.userPoolId(pool).username(person.email()).password(Person.PASSWORD).permanent(true));
    person
        .group()
        .ifPresent(
            group ->
                cognito.adminAddUserToGroup(
                    r -> r.userPoolId(pool).username(person.email()).groupName(group)));
  }
}
