package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Statement.ColumnDefinition;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the columns and keys of CREATE TABLE. Keys are declared and not enforced, as documented.
 */
final class ColumnParser {
  private static final Set<String> TABLE_CONSTRAINTS =
      Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN");

  private final TokenStream in;
  private final QueryParser queries;

  ColumnParser(TokenStream in, QueryParser queries) {
    this.in = in;
    this.queries = queries;
  }

  List<ColumnDefinition> definitions() {
    in.expectSymbol("(");
    List<ColumnDefinition> columns = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    do {
      if (in.isAnyWord(TABLE_CONSTRAINTS)) {
        keys.addAll(tableConstraint());
      } else {
        columns.add(definition());
      }
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
    Set<String> names = new HashSet<>();
    for (ColumnDefinition column : columns) {
      if (!names.add(column.name())) {
        throw SqlErrors.syntax("duplicate column name '" + column.name() + "'");
      }
    }
    return columns.stream().map(c -> keys.contains(c.name()) ? asKey(c) : c).toList();
  }

  /** A primary key's columns are NOT NULL, and that is enforced. */
  private static ColumnDefinition asKey(ColumnDefinition c) {
    return new ColumnDefinition(
        c.name(),
        c.type(),
        true,
        c.defaultValue(),
        c.defaultText(),
        c.identity(),
        c.identityStart(),
        c.identityStep(),
        true,
        c.comment());
  }

  private List<String> tableConstraint() {
    if (in.accept("CONSTRAINT")) {
      in.name();
    }
    if (in.accept("PRIMARY", "KEY")) {
      return DdlParser.names(in);
    }
    if (in.accept("UNIQUE")) {
      DdlParser.names(in);
      return List.of();
    }
    in.expect("FOREIGN", "KEY");
    DdlParser.names(in);
    references();
    return List.of();
  }

  private void references() {
    in.expect("REFERENCES");
    in.qualifiedName();
    if (in.isSymbol("(")) {
      DdlParser.names(in);
    }
  }

  ColumnDefinition definition() {
    String name = in.name();
    SnowType type = in.isSymbol(",") || in.isSymbol(")") ? null : TypeParser.parse(in);
    boolean notNull = false;
    boolean key = false;
    boolean identity = false;
    long start = 1;
    long step = 1;
    Expression defaultValue = null;
    String defaultText = null;
    String comment = null;
    while (true) {
      if (in.accept("NOT", "NULL")) {
        notNull = true;
      } else if (in.accept("NULL")) {
        notNull = false;
      } else if (in.accept("PRIMARY", "KEY")) {
        key = true;
        notNull = true;
      } else if (in.isWord("REFERENCES")) {
        references();
      } else if (in.accept("DEFAULT")) {
        int from = in.position();
        defaultValue = queries.expressions().parse();
        defaultText = in.textFrom(from);
      } else if (in.accept("IDENTITY") || in.accept("AUTOINCREMENT")) {
        identity = true;
        if (in.acceptSymbol("(")) {
          start = in.integer();
          in.expectSymbol(",");
          step = in.integer();
          in.expectSymbol(")");
        } else if (in.accept("START")) {
          start = in.integer();
          in.expect("INCREMENT");
          step = in.integer();
        }
        if (!in.accept("NOORDER")) {
          in.accept("ORDER");
        }
      } else if (in.accept("COMMENT")) {
        comment = in.string();
      } else if (!in.accept("UNIQUE")) {
        break;
      }
    }
    return new ColumnDefinition(
        name, type, notNull, defaultValue, defaultText, identity, start, step, key, comment);
  }
}
