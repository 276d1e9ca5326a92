package ecommerce.deploy.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** SHA-256 of files, computed once for each state of a file. */
final class Digests {

  private static final int BLOCK = 1 << 16;

  private record Version(Path file, long size, FileTime modified) {}

  private final Map<Version, String> known = new ConcurrentHashMap<>();

  String of(Path file) throws IOException {
    Version version = new Version(file, Files.size(file), Files.getLastModifiedTime(file));
    String digest = known.get(version);
    if (digest == null) {
      digest = read(file);
      known.put(version, digest);
    }
    return digest;
  }

  private static String read(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
