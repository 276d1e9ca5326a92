package ecommerce.cli.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an environment was reached when its services were deployed to it last, noted beside its
 * state. Addresses are in parameters and functions' variables: at another port they have to be made
 * anew, although no template differs.
 */
public final class LastAddress {

  private final Path note;

  public LastAddress(Path state) {
    this.note = state.resolve("deployed-at");
  }

  public boolean is(String url) {
    try {
      return Files.exists(note) && Files.readString(note).equals(url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void remember(String url) {
    try {
      Files.writeString(note, url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
