package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that properties name ({@code LocalPath}, {@code TemplateURL}, {@code CodeS3Location} …)
 * and the hashes of what is in them.
 */
final class Files {

  private Files() {}

  /**
   * SHA-256 by relative file name; a file that does not exist is left for its resource type to
   * complain about.
   */
  static Map<String, String> hashes(Path directory, JsonNode properties) {
    Map<String, String> hashes = new TreeMap<>();
    collect(directory, properties, hashes);
    return hashes;
  }

  private static void collect(Path directory, JsonNode node, Map<String, String> hashes) {
    node.properties()
        .forEach(
            property -> {
              if (namesFile(property.getKey()) && property.getValue().isTextual()) {
                Path file = directory.resolve(property.getValue().textValue());
                if (java.nio.file.Files.isRegularFile(file)) {
                  hashes.put(property.getValue().textValue(), hash(file));
                }
              }
              collect(directory, property.getValue(), hashes);
            });
    if (node.isArray()) {
      node.forEach(element -> collect(directory, element, hashes));
    }
  }

  private static boolean namesFile(String property) {
    return property.equals("LocalPath")
        || property.equals("TemplateURL")
        || property.endsWith("S3Location");
  }

  private static String hash(Path file) {
    try (InputStream in = java.nio.file.Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
