package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Objects;
import ecommerce.local.wire.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The files that a stack's template names: objects in S3 and, for a template that is itself a file,
 * files beside it. Everything that cannot be read is an {@link IllegalArgumentException} that names
 * it.
 */
public final class Artefacts {

  private final Objects objects;
  private final Optional<Path> directory;
  private final Function<String, Optional<byte[]>> then;

  Artefacts(Objects objects, Optional<Path> directory) {
    this(objects, directory, name -> Optional.empty());
  }

  private Artefacts(
      Objects objects, Optional<Path> directory, Function<String, Optional<byte[]>> then) {
    this.objects = objects;
    this.directory = directory;
    this.then = then;
  }

  /**
   * The same, with local files as they were.
   *
   * @param hashes by their names
   */
  Artefacts asThen(Map<String, String> hashes, LocalFiles files) {
    return new Artefacts(
        objects, directory, name -> Optional.ofNullable(hashes.get(name)).flatMap(files::find));
  }

  /** Files in a folder, and nothing in S3. */
  static Artefacts beside(Path directory) {
    return new Artefacts(
        (bucket, key, version) -> {
          throw new IllegalArgumentException("there is no S3 here");
        },
        Optional.of(directory));
  }

  /** Whether a name without a scheme is a file. */
  boolean hasFiles() {
    return directory.isPresent();
  }

  byte[] read(JsonNode location) {
    if (location.isTextual()) {
      String text = location.textValue();
      return S3Location.uri(text).map(this::read).orElseGet(() -> local(text));
    }
    if (location.hasNonNull("LocalPath")) {
      return local(location.get("LocalPath").asText());
    }
    return read(
        S3Location.mapping(location)
            .orElseThrow(
                () -> new IllegalArgumentException("neither a file nor S3 is named: " + location)));
  }

  byte[] read(S3Location location) {
    try {
      return objects.read(location.bucket(), location.key(), location.version());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          location
              + " cannot be read: "
              + (e instanceof IllegalArgumentException
                  ? e.getMessage()
                  : Faults.of(e).getMessage()),
          e);
    }
  }

  /** The texts that a template includes. */
  UnaryOperator<String> texts() {
    return uri ->
        new String(
            read(
                S3Location.uri(uri)
                    .orElseThrow(() -> new IllegalArgumentException(uri + " is no S3 object"))),
            StandardCharsets.UTF_8);
  }

  private byte[] local(String name) {
    if (directory.isEmpty() || name.contains("://")) {
      throw new IllegalArgumentException(
          name + " must be in S3: s3://bucket/key" + (directory.isPresent() ? " or a file" : ""));
    }
    return then.apply(name).orElseGet(() -> bytes(name));
  }

  private byte[] bytes(String name) {
    Path file = directory.orElseThrow().resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          file + (Files.isDirectory(file) ? " is a folder, a file is needed" : " does not exist"));
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
