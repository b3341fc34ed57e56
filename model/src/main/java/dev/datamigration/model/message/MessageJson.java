package dev.datamigration.model.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.datamigration.model.error.DmwException;

/**
 * The JSON form of everything operator and worker write into the ledger, in one place. Dates and
 * times are ISO text to the nanosecond; a key the reader does not know is ignored, so that a newer
 * worker or operator can talk to an older one; absent and null are the same. Thread-safe.
 */
public final class MessageJson {
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  /** The message as JSON text on one line. */
  public String write(Object message) {
    try {
      return mapper.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          message.getClass().getName() + " has no JSON form: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * The message a JSON text holds.
   *
   * @throws DmwException {@code DMW-180} if the text is not a message of that type
   */
  public <T> T read(String json, Class<T> type) {
    try {
      T message = mapper.readValue(json, type);
      if (message != null) {
        return message;
      }
    } catch (JsonProcessingException e) {
      throw unreadable(type, e.getOriginalMessage(), e);
    }
    throw unreadable(type, "it is null", null);
  }

  /** The message as a JSON tree. */
  public JsonNode toTree(Object message) {
    return mapper.valueToTree(message);
  }

  /**
   * The message a JSON tree holds.
   *
   * @throws DmwException {@code DMW-180} if the tree is not a message of that type
   */
  public <T> T fromTree(JsonNode tree, Class<T> type) {
    try {
      return mapper.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw unreadable(type, e.getOriginalMessage(), e);
    }
  }

  /** A JSON array to fill. */
  public ArrayNode newArray() {
    return mapper.createArrayNode();
  }

  private static DmwException unreadable(Class<?> type, String why, Throwable cause) {
    return new DmwException(
        MessageErrorCode.UNREADABLE_MESSAGE,
        "A " + type.getSimpleName() + " in the ledger cannot be read: " + why + ".",
        "Run operator and workers of the same version, or of neighbouring ones.",
        cause);
  }
}
