package ecommerce.cli.load;

import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.cli.site.Failure;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A file that holds a report, for {@code --save} and {@code --baseline}. */
record LoadFile(Path path) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Makes its folder, and leaves what the file holds.
   *
   * @throws Failure where a report could not be saved
   */
  void checkWritable() {
    try {
      boolean isNew = Files.notExists(path);
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.newByteChannel(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
      if (isNew) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  void save(LoadReport report) {
    try {
      Files.writeString(path, report.json() + "\n");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Failure unwritable(IOException e) {
    String why =
        switch (e) {
          case AccessDeniedException denied -> denied.getFile() + " is not allowed";
          case FileAlreadyExistsException file -> file.getFile() + " is no folder";
          case NoSuchFileException gone -> "its folder does not exist";
          default -> e.getMessage();
        };
    return new Failure("--save " + path + " cannot be written: " + why, e);
  }

  /**
   * The report that was saved.
   *
   * @throws Failure where the file cannot be read, or holds anything else
   */
  LoadReport read() {
    try {
      JsonNode tree = JSON.readTree(path.toFile());
      if (!tree.isObject()) {
        throw no("it holds no JSON object");
      }
      List<String> missing =
          Arrays.stream(LoadReport.class.getRecordComponents())
              .map(RecordComponent::getName)
              .filter(name -> !tree.hasNonNull(name))
              .toList();
      if (!missing.isEmpty()) {
        throw no("it lacks " + String.join(", ", missing));
      }
      return JSON.treeToValue(tree, LoadReport.class);
    } catch (StreamReadException e) {
      throw no("its line " + e.getLocation().getLineNr() + " is no JSON");
    } catch (JsonMappingException e) {
      throw no(where(e) + " is not what a report says there");
    } catch (IOException e) {
      throw new Failure("--baseline " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String where(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .collect(Collectors.joining("."));
  }

  private Failure no(String why) {
    return new Failure("--baseline " + path + " is no report of ./ecom load: " + why);
  }
}
