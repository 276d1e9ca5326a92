package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens of pages: where DynamoDB stopped, encrypted and authenticated with a key of this
 * environment. A token opens only for the API, table, index and key condition that it was given
 * for; a forged, foreign or shortened one opens nothing.
 */
final class PageTokens {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  PageTokens(Store store) {
    Collection<TextNode> secrets = store.collection("appsync.secrets", TextNode.class);
    secrets.putIfAbsent("pages", TextNode.valueOf(Base64.getEncoder().encodeToString(random(32))));
    String kept = secrets.get("pages").orElseThrow().textValue();
    this.key = new SecretKeySpec(Base64.getDecoder().decode(kept), "AES");
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /**
   * @param scope what the token is for
   */
  String sealed(String scope, JsonNode lastEvaluatedKey) {
    byte[] nonce = random(NONCE);
    byte[] text = lastEvaluatedKey.toString().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, scope).doFinal(text);
      byte[] token = ByteBuffer.allocate(NONCE + closed.length).put(nonce).put(closed).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalArgumentException where it is not a token of this scope
   */
  JsonNode opened(String scope, String token) {
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    if (bytes.length <= NONCE) {
      throw new IllegalArgumentException("not a token");
    }
    try {
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE), scope)
              .doFinal(bytes, NONCE, bytes.length - NONCE);
      return Json.read(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a token of this list", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String scope) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(scope.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
