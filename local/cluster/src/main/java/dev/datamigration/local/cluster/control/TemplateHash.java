package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The label value that tells pod templates apart: equal templates, equal hash. */
final class TemplateHash {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int LENGTH = 10;
  private static final ObjectMapper SORTED =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private TemplateHash() {}

  static String of(JsonNode template) {
    try {
      Object plain = JsonNodes.mapper().treeToValue(template, Object.class);
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(SORTED.writeValueAsString(plain).getBytes(StandardCharsets.UTF_8));
      StringBuilder hash = new StringBuilder();
      for (int i = 0; i < LENGTH; i++) {
        hash.append(ALPHABET.charAt(Byte.toUnsignedInt(digest[i]) % ALPHABET.length()));
      }
      return hash.toString();
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a pod template could not be hashed", e);
    }
  }
}
