package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import java.util.Map;
import java.util.Set;

/**
 * What some roles may not do. Grants are recorded and not enforced; this is how a test gets a role
 * that lacks a privilege.
 *
 * @param refused privileges such as {@code CREATE DATABASE} or {@code INSERT}, by exact role
 */
public record AccessRules(Map<String, Set<String>> refused) {
  public AccessRules {
    refused = Map.copyOf(refused);
  }

  /** Refuses what the role may not do with 003001. */
  void check(String role, String privilege, String objectKind, String name) {
    if (refused.getOrDefault(role, Set.of()).contains(privilege)) {
      throw SqlErrors.privileges(objectKind, name);
    }
  }
}
