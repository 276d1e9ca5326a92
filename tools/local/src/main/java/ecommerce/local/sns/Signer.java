package ecommerce.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Signs what goes to subscribers, with a key of this environment that is made when it is first
 * needed, and stays.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">
 *     verifying the signatures</a>
 */
final class Signer {

  private static final List<String> SIGNED =
      List.of(
          "Message",
          "MessageId",
          "SubscribeURL",
          "Subject",
          "Timestamp",
          "Token",
          "TopicArn",
          "Type");
  private static final String ONLY = "key";
  private static final String PASSWORD = "changeit";

  /**
   * @param key PKCS#8, base64
   * @param certificate PEM
   */
  record Identity(String key, String certificate) {}

  private final Collection<Identity> kept;
  private final Path folder;

  Signer(Store store) {
    this.kept = store.collection("sns.signer", Identity.class);
    this.folder = store.folder("sns");
  }

  /** The certificate of the key, in PEM. */
  String certificate() {
    return identity().certificate();
  }

  /**
   * @param version {@code 1} (SHA-1) or {@code 2} (SHA-256)
   * @return in base64
   */
  String sign(ObjectNode message, String version) {
    StringBuilder text = new StringBuilder();
    for (String name : SIGNED) {
      if (message.hasNonNull(name)) {
        text.append(name).append('\n').append(message.get(name).asText()).append('\n');
      }
    }
    try {
      Signature signature =
          Signature.getInstance(version.equals("2") ? "SHA256withRSA" : "SHA1withRSA");
      signature.initSign(privateKey());
      signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a message could not be signed", e);
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    byte[] encoded = Base64.getDecoder().decode(identity().key());
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private synchronized Identity identity() {
    return kept.get(ONLY)
        .orElseGet(
            () -> {
              Identity made = make();
              kept.put(ONLY, made);
              return made;
            });
  }

  /** By the JDK's keytool: the JDK has no interface that makes certificates. */
  private Identity make() {
    Path file = folder.resolve("signer.p12");
    try {
      Files.deleteIfExists(file);
      run(
          Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
          "-genkeypair",
          "-alias",
          ONLY,
          "-keyalg",
          "RSA",
          "-keysize",
          "2048",
          "-sigalg",
          "SHA256withRSA",
          "-validity",
          "3650",
          "-dname",
          "CN=sns.amazonaws.com",
          "-storetype",
          "PKCS12",
          "-keystore",
          file.toString(),
          "-storepass",
          PASSWORD);
      KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      byte[] key = store.getKey(ONLY, PASSWORD.toCharArray()).getEncoded();
      byte[] certificate = store.getCertificate(ONLY).getEncoded();
      Files.delete(file);
      return new Identity(Base64.getEncoder().encodeToString(key), pem(certificate));
    } catch (IOException e) {
      throw new UncheckedIOException("the certificate of SNS could not be made", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate of SNS could not be made", e);
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("keytool was interrupted", e);
    }
  }

  private static String pem(byte[] certificate) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
  }
}
