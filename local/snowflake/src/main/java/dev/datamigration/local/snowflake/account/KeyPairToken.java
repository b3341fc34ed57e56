package dev.datamigration.local.snowflake.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/**
 * The token that the driver signs with a private key, as
 * https://docs.snowflake.com/en/developer-guide/sql-api/authenticating describes it: RS256, {@code
 * ACCOUNT.USER} as its subject, the same with the public key's fingerprint as its issuer.
 */
final class KeyPairToken {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTS = 3;

  private KeyPairToken() {}

  /** Whether the token is this user's, signed with this key, and not expired. */
  static boolean proves(String token, String user, PublicKey key, Instant now) {
    String[] parts = token == null ? new String[0] : token.split("\\.", -1);
    if (parts.length != PARTS) {
      return false;
    }
    try {
      JsonNode header = json(parts[0]);
      JsonNode claims = json(parts[1]);
      return "RS256".equals(header.path("alg").asText())
          && isOf(claims, user, key)
          && now.getEpochSecond() < claims.path("exp").asLong()
          && isSigned(parts, key);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static JsonNode json(String part) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(part));
  }

  private static boolean isOf(JsonNode claims, String user, PublicKey key)
      throws GeneralSecurityException {
    String subject = claims.path("sub").asText();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    String fingerprint = "SHA256:" + Base64.getEncoder().encodeToString(digest);
    return subject.toUpperCase(Locale.ROOT).endsWith("." + user)
        && claims.path("iss").asText().equals(subject + "." + fingerprint);
  }

  private static boolean isSigned(String[] parts, PublicKey key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
  }
}
