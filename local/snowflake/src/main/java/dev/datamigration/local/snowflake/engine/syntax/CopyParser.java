package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Query.Item;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads COPY INTO a table from Parquet files of a stage. */
final class CopyParser {
  /** Limit of FILES: docs.snowflake.com/en/sql-reference/sql/copy-into-table. */
  private static final int MAX_FILES = 1_000;

  private final TokenStream in;
  private final QueryParser queries;
  private List<String> files;
  private String matchByName;
  private boolean force;
  private boolean purge;
  private boolean parquet;

  CopyParser(TokenStream in, QueryParser queries) {
    this.in = in;
    this.queries = queries;
  }

  Statement copy() {
    in.expect("COPY", "INTO");
    if (in.peek().kind() == TokenKind.STAGE || in.peek().kind() == TokenKind.STRING) {
      throw SqlErrors.unsupported("COPY INTO a stage (unload)");
    }
    List<String> table = in.qualifiedName();
    List<String> columns = queries.from().columnList();
    in.expect("FROM");
    List<Item> items = new ArrayList<>();
    String stage;
    if (in.acceptSymbol("(")) {
      in.expect("SELECT");
      do {
        items.add(queries.item());
      } while (in.acceptSymbol(","));
      in.expect("FROM");
      stage = stage();
      in.expectSymbol(")");
    } else {
      stage = stage();
    }
    options();
    check(items, columns);
    return new Statement.Copy(table, columns, items, stage, files, matchByName, force, purge);
  }

  private void check(List<Item> items, List<String> columns) {
    if (!parquet) {
      throw SqlErrors.unsupported("COPY INTO without FILE_FORMAT = (TYPE = PARQUET …)");
    }
    if (items.isEmpty() && matchByName == null) {
      throw SqlErrors.unsupported(
          "COPY INTO of Parquet files without a SELECT or MATCH_BY_COLUMN_NAME");
    }
    if (matchByName != null && !(items.isEmpty() && columns.isEmpty())) {
      throw SqlErrors.syntax(
          "MATCH_BY_COLUMN_NAME cannot be used with a SELECT or a list of columns");
    }
  }

  private String stage() {
    if (in.peek().kind() == TokenKind.STAGE) {
      return in.next().text();
    }
    String text = in.string();
    if (!text.startsWith("@")) {
      throw SqlErrors.unsupported("COPY INTO from an external location");
    }
    return text;
  }

  private void options() {
    Set<String> seen = new LinkedHashSet<>();
    while (in.peek().kind() == TokenKind.WORD) {
      String option = in.next().text();
      if (!seen.add(option)) {
        throw SqlErrors.syntax("option " + option + " is given twice");
      }
      in.expectSymbol("=");
      option(option);
    }
  }

  private void option(String option) {
    switch (option) {
      case "FILES" -> files = files();
      case "FILE_FORMAT" -> format();
      case "ON_ERROR" -> {
        String value = word();
        if (!value.equals("ABORT_STATEMENT")) {
          throw SqlErrors.unsupported("ON_ERROR = " + value);
        }
      }
      case "FORCE" -> force = in.bool();
      case "PURGE" -> purge = in.bool();
      case "MATCH_BY_COLUMN_NAME" -> {
        String value = word();
        matchByName =
            switch (value) {
              case "CASE_SENSITIVE", "CASE_INSENSITIVE" -> value;
              case "NONE" -> null;
              default -> throw SqlErrors.syntax("MATCH_BY_COLUMN_NAME = " + value);
            };
      }
      default -> throw SqlErrors.unsupported("the option " + option + " of COPY INTO");
    }
  }

  private String word() {
    return in.peek().kind() == TokenKind.STRING ? in.string().toUpperCase(Locale.ROOT) : in.name();
  }

  private List<String> files() {
    in.expectSymbol("(");
    List<String> names = new ArrayList<>();
    do {
      names.add(in.string());
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
    if (names.size() > MAX_FILES) {
      throw new SqlError(
          1003,
          "42000",
          "SQL compilation error:\nsyntax error: maximum of "
              + MAX_FILES
              + " files in FILES exceeded: "
              + names.size());
    }
    return names;
  }

  /** Only what says that Parquet's logical types are honoured, which is what happens here. */
  private void format() {
    in.expectSymbol("(");
    do {
      String option = in.name();
      in.expectSymbol("=");
      switch (option) {
        case "TYPE" -> {
          String type = word();
          if (!type.equals("PARQUET")) {
            throw SqlErrors.unsupported("FILE_FORMAT TYPE = " + type);
          }
          parquet = true;
        }
        case "USE_VECTORIZED_SCANNER", "USE_LOGICAL_TYPE" -> require(option, true);
        case "BINARY_AS_TEXT" -> require(option, false);
        default -> throw SqlErrors.unsupported("the option " + option + " of FILE_FORMAT");
      }
      in.acceptSymbol(",");
    } while (!in.acceptSymbol(")"));
  }

  private void require(String option, boolean value) {
    if (in.bool() != value) {
      throw SqlErrors.unsupported(option + " = " + !value);
    }
  }
}
