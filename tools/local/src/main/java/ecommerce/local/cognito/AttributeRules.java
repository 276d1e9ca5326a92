package ecommerce.local.cognito;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;

/** Which attributes a pool's users have, and what they may be. */
record AttributeRules(List<SchemaAttributeType> schema) {

  /** OpenID's standard claims, as Cognito has them. */
  static final List<String> STANDARD =
      List.of(
          "sub",
          "name",
          "given_name",
          "family_name",
          "middle_name",
          "nickname",
          "preferred_username",
          "profile",
          "picture",
          "website",
          "email",
          "email_verified",
          "gender",
          "birthdate",
          "zoneinfo",
          "locale",
          "phone_number",
          "phone_number_verified",
          "address",
          "updated_at");

  private static final Set<String> BOOLEANS = Set.of("email_verified", "phone_number_verified");

  /**
   * The whole schema of a pool: the standard attributes, changed and completed by what was asked
   * for.
   */
  static List<SchemaAttributeType> complete(List<SchemaAttributeType> asked) {
    Map<String, SchemaAttributeType> all = new LinkedHashMap<>();
    for (String name : STANDARD) {
      AttributeDataType type =
          BOOLEANS.contains(name)
              ? AttributeDataType.BOOLEAN
              : name.equals("updated_at") ? AttributeDataType.NUMBER : AttributeDataType.STRING;
      boolean sub = name.equals("sub");
      all.put(
          name,
          SchemaAttributeType.builder()
              .name(name)
              .attributeDataType(type)
              .developerOnlyAttribute(false)
              .mutable(!sub)
              .required(sub)
              .build());
    }
    for (SchemaAttributeType attribute : asked) {
      boolean standard = all.containsKey(attribute.name());
      if (attribute.name() == null
          || !attribute.name().matches("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20}")) {
        throw Refusal.invalid("Invalid schema attribute name " + attribute.name() + ".");
      }
      if (!standard && Boolean.TRUE.equals(attribute.required())) {
        throw Refusal.invalid("Required custom attributes are not supported currently.");
      }
      String name = standard ? attribute.name() : "custom:" + attribute.name();
      AttributeDataType type =
          standard
              ? all.get(name).attributeDataType()
              : attribute.attributeDataType() == null
                  ? AttributeDataType.STRING
                  : attribute.attributeDataType();
      all.put(
          name,
          attribute.toBuilder()
              .name(name)
              .attributeDataType(type)
              .developerOnlyAttribute(false)
              .mutable(attribute.mutable() == null || attribute.mutable())
              .required(Boolean.TRUE.equals(attribute.required()))
              .build());
    }
    return List.copyOf(all.values());
  }

  static Map<String, String> map(List<AttributeType> attributes) {
    Map<String, String> map = new TreeMap<>();
    attributes.forEach(
        attribute -> map.put(attribute.name(), attribute.value() == null ? "" : attribute.value()));
    return map;
  }

  static List<AttributeType> list(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(entry -> AttributeType.builder().name(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }

  void checkNew(Map<String, String> attributes) {
    check(attributes);
    for (SchemaAttributeType attribute : schema) {
      boolean required = attribute.required() && !attribute.name().equals("sub");
      if (required && !attributes.containsKey(attribute.name())) {
        throw nonconforming(attribute.name() + ": The attribute is required");
      }
    }
  }

  void checkUpdate(Map<String, String> attributes) {
    check(attributes);
    attributes
        .keySet()
        .forEach(
            name -> {
              if (!find(name).mutable()) {
                throw Refusal.invalid("user." + name + ": Attribute cannot be updated.\n");
              }
            });
  }

  private void check(Map<String, String> attributes) {
    attributes.forEach((name, value) -> check(find(name), value));
    String email = attributes.get("email");
    if (email != null && !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+|[^@\\s]+@[^@\\s.]+")) {
      throw Refusal.invalid("Invalid email address format.");
    }
    String phone = attributes.get("phone_number");
    if (phone != null && !phone.matches("\\+[0-9]{1,15}")) {
      throw Refusal.invalid("Invalid phone number format.");
    }
  }

  private void check(SchemaAttributeType rule, String value) {
    boolean fits =
        switch (rule.attributeDataType()) {
          case BOOLEAN -> value.matches("(?i)true|false");
          case NUMBER -> value.matches("-?[0-9]+");
          default -> true;
        };
    if (!fits || value.length() > 2048) {
      throw nonconforming(rule.name() + ": Attribute does not conform to the schema");
    }
    if (rule.stringAttributeConstraints() != null) {
      String least = rule.stringAttributeConstraints().minLength();
      String most = rule.stringAttributeConstraints().maxLength();
      if (least != null && value.length() < Integer.parseInt(least)) {
        throw nonconforming(
            rule.name() + ": String must be longer than or equal to " + least + " characters");
      }
      if (most != null && value.length() > Integer.parseInt(most)) {
        throw nonconforming(
            rule.name() + ": String must be shorter than or equal to " + most + " characters");
      }
    }
  }

  private SchemaAttributeType find(String name) {
    return schema.stream()
        .filter(attribute -> attribute.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> nonconforming("Type for attribute {" + name + "} could not be determined"));
  }

  private static RuntimeException nonconforming(String reason) {
    return Refusal.invalid("Attributes did not conform to the schema: " + reason + "\n");
  }
}
