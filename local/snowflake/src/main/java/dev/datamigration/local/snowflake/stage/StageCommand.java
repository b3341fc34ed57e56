package dev.datamigration.local.snowflake.stage;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.stage.StageToken.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A stage statement, read: a closed list of statements and options, everything else refused. */
sealed interface StageCommand {
  /** PUT, as https://docs.snowflake.com/en/sql-reference/sql/put describes it. */
  record Put(
      String file,
      StageLocation location,
      int parallel,
      boolean autoCompress,
      String sourceCompression,
      boolean overwrite)
      implements StageCommand {}

  /**
   * LIST, as https://docs.snowflake.com/en/sql-reference/sql/list describes it.
   *
   * @param pattern null for all
   */
  record ListFiles(StageLocation location, Pattern pattern) implements StageCommand {}

  /**
   * REMOVE, as https://docs.snowflake.com/en/sql-reference/sql/remove describes it.
   *
   * @param pattern null for all
   */
  record Remove(StageLocation location, Pattern pattern) implements StageCommand {}

  /**
   * Reads a statement.
   *
   * @throws SqlError for what is wrong with it or not supported
   */
  static StageCommand parse(String sql, SessionIdentity identity) {
    return new Parser(StageTokens.of(sql), identity).command();
  }

  /** Reads the pieces of one statement. */
  final class Parser {
    private static final int MAXIMUM_PARALLEL = 99;
    private static final Set<String> COMPRESSIONS =
        Set.of("AUTO_DETECT", "GZIP", "BZ2", "BROTLI", "ZSTD", "DEFLATE", "RAW_DEFLATE", "NONE");

    private final List<StageToken> tokens;
    private final SessionIdentity identity;
    private int next;

    private Parser(List<StageToken> tokens, SessionIdentity identity) {
      this.tokens = tokens;
      this.identity = identity;
    }

    private StageCommand command() {
      String verb = take(Kind.WORD, "a statement");
      return switch (verb) {
        case "PUT" -> put();
        case "LIST", "LS" -> {
          StageLocation location = location();
          yield new ListFiles(location, pattern());
        }
        case "REMOVE", "RM" -> {
          StageLocation location = location();
          yield new Remove(location, pattern());
        }
        case "GET" -> throw new SqlError(391501, "0A000", "The stand-in does not support GET.");
        default -> throw syntax("unexpected '" + verb + "'");
      };
    }

    private Put put() {
      String file = take(Kind.FILE, "file:// and a path");
      StageLocation location = location();
      Map<String, String> options =
          options(Set.of("PARALLEL", "AUTO_COMPRESS", "SOURCE_COMPRESSION", "OVERWRITE"));
      return new Put(
          file,
          location,
          parallel(options.getOrDefault("PARALLEL", "4")),
          flag("AUTO_COMPRESS", options.getOrDefault("AUTO_COMPRESS", "TRUE")),
          compression(options.getOrDefault("SOURCE_COMPRESSION", "AUTO_DETECT")),
          flag("OVERWRITE", options.getOrDefault("OVERWRITE", "FALSE")));
    }

    private StageLocation location() {
      return StageLocation.parse(take(Kind.LOCATION, "a stage (@…)"), identity);
    }

    private Pattern pattern() {
      String text = options(Set.of("PATTERN")).get("PATTERN");
      try {
        return text == null ? null : Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw new SqlError(
            100048, "2201B", "Invalid regular expression: '" + text + "', " + e.getMessage(), e);
      }
    }

    private Map<String, String> options(Set<String> known) {
      Map<String, String> options = new LinkedHashMap<>();
      while (next < tokens.size()) {
        String name = take(Kind.WORD, "an option");
        if (!known.contains(name)) {
          throw new SqlError(
              391501, "0A000", "The stand-in does not know the option " + name + " here.");
        }
        take(Kind.EQUALS, "= after " + name);
        if (next == tokens.size()) {
          throw syntax("no value for " + name);
        }
        StageToken value = tokens.get(next++);
        if (value.kind() != Kind.WORD && value.kind() != Kind.LITERAL) {
          throw syntax("'" + value.text() + "' as the value of " + name);
        }
        if (options.put(name, value.text()) != null) {
          throw syntax(name + " is given twice");
        }
      }
      return options;
    }

    private String take(Kind kind, String what) {
      if (next == tokens.size()) {
        throw syntax("the statement ends where " + what + " should be");
      }
      StageToken token = tokens.get(next++);
      if (token.kind() != kind) {
        throw syntax("'" + token.text() + "' where " + what + " should be");
      }
      return token.text();
    }

    private static int parallel(String text) {
      int value = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
      if (value < 1 || value > MAXIMUM_PARALLEL) {
        throw invalid("PARALLEL", text);
      }
      return value;
    }

    private static boolean flag(String name, String text) {
      String upper = text.toUpperCase(Locale.ROOT);
      if (!upper.equals("TRUE") && !upper.equals("FALSE")) {
        throw invalid(name, text);
      }
      return upper.equals("TRUE");
    }

    private static String compression(String text) {
      String upper = text.toUpperCase(Locale.ROOT);
      if (!COMPRESSIONS.contains(upper)) {
        throw invalid("SOURCE_COMPRESSION", text);
      }
      return upper;
    }

    private static SqlError invalid(String name, String value) {
      return new SqlError(
          1006,
          "22023",
          "SQL compilation error:\ninvalid value [" + value + "] for parameter '" + name + "'");
    }

    private static SqlError syntax(String what) {
      return new SqlError(1003, "42000", "SQL compilation error:\nsyntax error: " + what + ".");
    }
  }
}
