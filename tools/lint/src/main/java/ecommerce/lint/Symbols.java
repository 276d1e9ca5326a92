package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.template.References;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers for resources that were never made: {@code <Table>} for a {@code Ref}, {@code
 * <Table.Arn>} for an attribute, {@code </ecommerce/…/table/name>} for a Systems Manager parameter.
 * So a resolved string still says what it is made of.
 */
final class Symbols implements References {

  /** The environment whose name stands in everything that must not be shared by two of them. */
  static final String ENVIRONMENT = "lintenv";

  private static final Pattern RESOURCE = Pattern.compile("<([A-Za-z0-9]+)(?:\\.[^>]*)?>");
  private static final Pattern ANY = Pattern.compile("<(/?[^<>]+)>");

  @Override
  public String ref(String logicalId) {
    return "<" + logicalId + ">";
  }

  @Override
  public JsonNode attribute(String logicalId, String name) {
    return JsonNodeFactory.instance.textNode("<" + logicalId + "." + name + ">");
  }

  @Override
  public Optional<String> exported(String name) {
    return Optional.of(ssm(name));
  }

  /** What stands for the value of a Systems Manager parameter. */
  static String ssm(String name) {
    return "<" + name + ">";
  }

  /** The logical id of the first resource of this stack in the text. */
  static Optional<String> resource(String text) {
    Matcher matcher = RESOURCE.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Where the first resource or parameter begins in the text, −1 where there is none. */
  static int begin(String text) {
    Matcher matcher = ANY.matcher(text);
    return matcher.find() ? matcher.start() : -1;
  }

  /** The names of Systems Manager parameters in the text. */
  static Optional<String> parameter(String text) {
    Matcher matcher = ANY.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).startsWith("/")) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }
}
