package ecommerce.local.iam;

import ecommerce.local.wire.Fault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.Tag;

/** What IAM checks of names, paths and documents, and the form in which it answers them. */
final class Checks {

  private final PolicyDocuments documents;

  Checks(PolicyDocuments documents) {
    this.documents = documents;
  }

  String document(PolicyKind kind, String document) {
    try {
      documents.of(kind, document);
      return document;
    } catch (MalformedPolicy e) {
      throw IamFault.malformed(e);
    }
  }

  /** How many characters of a document count against quotas: all but white space. */
  static int size(String document) {
    return (int) document.chars().filter(letter -> !Character.isWhitespace(letter)).count();
  }

  /**
   * A document that is within its quota.
   *
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM
   *     quotas</a>
   */
  static String within(String quota, int most, String document) {
    if (size(document) > most) {
      throw IamFault.limit("Cannot exceed quota for " + quota + ": " + most);
    }
    return document;
  }

  static String name(String member, String name, int most) {
    if (!name.matches("[\\w+=,.@-]+")) {
      throw IamFault.invalid(
          "The specified value for "
              + member
              + " is invalid. It must contain only alphanumeric characters and/or the"
              + " following: +=,.@_-");
    }
    if (name.length() > most) {
      throw IamFault.invalid(
          "1 validation error detected: Value '"
              + name
              + "' at '"
              + member
              + "' failed to satisfy constraint: Member must have length less than or equal to "
              + most);
    }
    return name;
  }

  static String path(String path) {
    if (path == null) {
      return "/";
    }
    if (!path.matches("/|/[\\x21-\\x7e]+/")) {
      throw IamFault.invalid(
          "The specified value for path is invalid. It must begin and end with / and contain only"
              + " alphanumeric characters and/or / characters.");
    }
    return path;
  }

  static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> all = new TreeMap<>();
    for (Tag tag : tags) {
      if (all.put(tag.key(), tag.value()) != null) {
        throw new Fault(
            "InvalidInput", 400, "Duplicate tag keys found. Tag keys are case insensitive.");
      }
    }
    return all;
  }

  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** Documents are answered percent-encoded (RFC 3986). */
  static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
