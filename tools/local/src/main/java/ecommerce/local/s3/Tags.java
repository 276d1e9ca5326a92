package ecommerce.local.s3;

import ecommerce.local.wire.Fault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.Tag;

/** The tags of buckets and objects. */
final class Tags {

  private static final int MOST_ON_OBJECT = 10;
  private static final int MOST_ON_BUCKET = 50;

  private Tags() {}

  /** Of the header {@code x-amz-tagging}: {@code a=1&b=2}. */
  static Map<String, String> ofHeader(String header) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (header == null || header.isEmpty()) {
      return tags;
    }
    for (String part : header.split("&")) {
      String[] pair = part.split("=", 2);
      String key = decode(pair[0]);
      if (tags.put(key, pair.length < 2 ? "" : decode(pair[1])) != null) {
        throw Refusals.argument(
            "x-amz-tagging",
            header,
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
                + " parameters without tag name duplicates.");
      }
    }
    return checked(tags, MOST_ON_OBJECT);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static Map<String, String> ofObject(List<Tag> set) {
    return of(set, MOST_ON_OBJECT);
  }

  static Map<String, String> ofBucket(List<Tag> set) {
    return of(set, MOST_ON_BUCKET);
  }

  private static Map<String, String> of(List<Tag> set, int most) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : set) {
      if (tags.put(tag.key(), tag.value()) != null) {
        throw invalid("Cannot provide multiple Tags with the same key");
      }
    }
    return checked(tags, most);
  }

  private static Map<String, String> checked(Map<String, String> tags, int most) {
    if (tags.size() > most) {
      throw new Fault("BadRequest", 400, "Object tags cannot be greater than " + most);
    }
    tags.forEach(
        (key, value) -> {
          if (key.isEmpty() || key.length() > 128) {
            throw invalid("The TagKey you have provided is invalid");
          }
          if (value.length() > 256) {
            throw invalid("The TagValue you have provided is invalid");
          }
        });
    return tags;
  }

  private static Fault invalid(String message) {
    return new Fault("InvalidTag", 400, message);
  }

  static List<Tag> shown(Map<String, String> tags) {
    return tags.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
