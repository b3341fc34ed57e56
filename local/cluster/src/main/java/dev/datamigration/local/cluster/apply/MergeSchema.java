package dev.datamigration.local.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * How the value at one place of an object is merged and owned: one node of a tree parallel to the
 * object's.
 */
public interface MergeSchema {
  /** How a list is merged. */
  enum ListKind {
    ATOMIC,
    SET,
    MAP
  }

  /** The schema of a map's field. */
  MergeSchema field(String name);

  /** Whether {@code name} is a declared field rather than a key of a free map. */
  boolean declares(String name);

  /** Whether {@code name} may occur at all. */
  boolean allows(String name);

  /** Whether a map is replaced and owned as a whole. */
  boolean atomicMap();

  ListKind listKind();

  /** The key fields of a {@link ListKind#MAP} list. */
  List<String> keys();

  /** The value of an absent key field. */
  Optional<JsonNode> keyDefault(String key);

  /** The schema of a list's items. */
  MergeSchema items();
}
