package ecommerce.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where code and definitions are: in S3, or in a local file, which {@code sam deploy} would upload.
 * A local file becomes {@code {"LocalPath": path}} as it was written, relative to the template.
 */
final class SamLocation {

  static final String LOCAL = "LocalPath";
  private static final Pattern S3 =
      Pattern.compile("s3://([^/?]+)/([^?]+)(?:\\?versionId=([^&]+))?");

  private SamLocation() {}

  /** The {@code Code} of a function. */
  static Node code(SamResource function) {
    Optional<Node> uri = function.property("CodeUri");
    Optional<Node> inline = function.property("InlineCode");
    if (inline.isPresent()) {
      return Nodes.at(inline.get().position()).map("ZipFile", inline.get());
    }
    return location(
        function,
        "CodeUri",
        uri.orElseGet(() -> function.required("CodeUri")),
        "S3Bucket",
        "S3Key",
        "S3ObjectVersion");
  }

  /** The {@code BodyS3Location} of an API. */
  static Node body(SamResource api) {
    return location(
        api, "DefinitionUri", api.required("DefinitionUri"), "Bucket", "Key", "Version");
  }

  private static Node location(
      SamResource resource, String property, Node uri, String bucket, String key, String version) {
    Nodes make = Nodes.at(uri.position());
    if (uri instanceof Node.Mapping map
        && map.get("Bucket").isPresent()
        && map.get("Key").isPresent()) {
      Node.Mapping code = make.object(bucket, map.get("Bucket").get(), key, map.get("Key").get());
      return map.get("Version").map(given -> code.with(version, given)).orElse(code);
    }
    String text =
        Node.text(uri)
            .orElseThrow(
                () ->
                    resource.wrong(property, "is no file, s3:// URI or mapping of Bucket and Key"));
    Matcher s3 = S3.matcher(text);
    if (!s3.matches()) {
      return make.object(LOCAL, text);
    }
    Node.Mapping code = make.object(bucket, s3.group(1), key, s3.group(2));
    return s3.group(3) == null ? code : code.with(version, make.text(s3.group(3)));
  }

  /** The {@code Code} as it is once a local file is uploaded: it changes with the file's bytes. */
  static Node uploaded(Path directory, Node code) {
    Optional<String> local =
        code instanceof Node.Mapping map ? map.get(LOCAL).flatMap(Node::text) : Optional.empty();
    return local
        .<Node>map(
            path ->
                Nodes.at(code.position())
                    .object("S3Bucket", "local", "S3Key", digest(directory, path)))
        .orElse(code);
  }

  /** Of the file's bytes; its name where it is not there, which deploying will find out. */
  private static String digest(Path directory, String path) {
    Path file = directory.resolve(path);
    try {
      return Files.isRegularFile(file) ? LogicalIds.md5(Files.readAllBytes(file)) : path;
    } catch (IOException e) {
      return path;
    }
  }

  /**
   * The URI that packaging gives a local file: it changes with its bytes. Stands for the file where
   * a logical id is made from it.
   */
  static String packaged(Path directory, String path, Position mentioned) {
    Path file = directory.resolve(path);
    try {
      return "s3://local/" + LogicalIds.md5(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new TemplateException(mentioned, file + " cannot be read");
    }
  }
}
