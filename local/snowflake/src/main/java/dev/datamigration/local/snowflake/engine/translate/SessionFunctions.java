package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.List;
import java.util.Set;

/** What a session knows about itself. */
final class SessionFunctions {
  private static final String VERSION = "9.0.0 (local stand-in)";
  private static final Set<String> NAMES =
      Set.of(
          "CURRENT_USER",
          "CURRENT_ROLE",
          "CURRENT_DATABASE",
          "CURRENT_SCHEMA",
          "CURRENT_WAREHOUSE",
          "CURRENT_VERSION",
          "CURRENT_SESSION",
          "CURRENT_ACCOUNT");

  private final Translation translation;

  SessionFunctions(Translation translation) {
    this.translation = translation;
  }

  /** Null for a function of another family. */
  Typed translate(String name, List<Typed> arguments) {
    if (!NAMES.contains(name)) {
      return null;
    }
    FunctionTranslator.arity(name, arguments, 0, 0);
    SessionIdentity identity = translation.names().identity();
    String value =
        switch (name) {
          case "CURRENT_USER" -> identity.user();
          case "CURRENT_ROLE" -> identity.role();
          case "CURRENT_DATABASE" -> identity.database();
          case "CURRENT_SCHEMA" -> identity.schema();
          case "CURRENT_WAREHOUSE" -> identity.warehouse();
          case "CURRENT_VERSION" -> VERSION;
          case "CURRENT_SESSION" -> Long.toString(translation.facts().sessionId());
          default -> translation.facts().accountName();
        };
    return value == null
        ? new Typed("NULL::VARCHAR", SnowType.VARCHAR)
        : new Typed(Typed.literal(value), SnowType.VARCHAR);
  }
}
