package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Statement.ObjectKind;
import dev.datamigration.local.snowflake.engine.syntax.Statement.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads CREATE, DROP and ALTER TABLE. */
final class DdlParser {
  private static final Set<String> TABLE_KINDS =
      Set.of("TRANSIENT", "TEMPORARY", "TEMP", "VOLATILE", "HYBRID", "EXTERNAL", "DYNAMIC");

  private final TokenStream in;
  private final QueryParser queries;
  private final ColumnParser columns;

  DdlParser(TokenStream in, QueryParser queries) {
    this.in = in;
    this.queries = queries;
    this.columns = new ColumnParser(in, queries);
  }

  Statement create() {
    in.expect("CREATE");
    boolean orReplace = in.accept("OR", "REPLACE");
    String tableKind = "";
    if (in.isAnyWord(TABLE_KINDS)) {
      tableKind = in.next().text();
      if (!tableKind.equals("TRANSIENT")) {
        throw SqlErrors.unsupported("CREATE " + tableKind + " TABLE");
      }
      if (!in.isWord("TABLE")) {
        throw in.unexpected("TABLE");
      }
    }
    ObjectKind kind = StatementParser.objectKind(in);
    boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
    if (orReplace && ifNotExists) {
      throw SqlErrors.syntax("OR REPLACE and IF NOT EXISTS exclude each other");
    }
    List<String> name = in.qualifiedName();
    return switch (kind) {
      case TABLE -> table(name, orReplace, ifNotExists, tableKind);
      case VIEW -> view(name, orReplace, ifNotExists);
      case DATABASE, SCHEMA, STAGE, ROLE ->
          new Statement.CreateNamed(kind, name, orReplace, ifNotExists);
    };
  }

  private Statement table(
      List<String> name, boolean orReplace, boolean ifNotExists, String tableKind) {
    if (in.accept("LIKE")) {
      return new Statement.CreateTable(
          name, orReplace, ifNotExists, tableKind, List.of(), null, in.qualifiedName(), null);
    }
    List<Statement.ColumnDefinition> definitions =
        in.isSymbol("(") ? columns.definitions() : List.of();
    String comment = null;
    if (in.accept("COMMENT")) {
      in.expectSymbol("=");
      comment = in.string();
    }
    Query source = in.accept("AS") ? queries.parse() : null;
    if (source == null && definitions.isEmpty()) {
      throw in.unexpected("the columns");
    }
    return new Statement.CreateTable(
        name, orReplace, ifNotExists, tableKind, definitions, source, List.of(), comment);
  }

  private Statement view(List<String> name, boolean orReplace, boolean ifNotExists) {
    List<String> names = queries.from().columnList();
    in.expect("AS");
    int start = in.position();
    Query query = queries.parse();
    return new Statement.CreateView(name, orReplace, ifNotExists, names, query, in.textFrom(start));
  }

  Statement drop() {
    in.expect("DROP");
    ObjectKind kind = StatementParser.objectKind(in);
    boolean ifExists = in.accept("IF", "EXISTS");
    List<String> name = in.qualifiedName();
    if (kind == ObjectKind.DATABASE || kind == ObjectKind.SCHEMA || kind == ObjectKind.TABLE) {
      if (in.isWord("RESTRICT")) {
        throw SqlErrors.unsupported("DROP … RESTRICT");
      }
      in.accept("CASCADE");
    }
    return new Statement.Drop(kind, name, ifExists);
  }

  Statement alter() {
    in.expect("ALTER", "TABLE");
    boolean ifExists = in.accept("IF", "EXISTS");
    List<String> name = in.qualifiedName();
    return new Statement.AlterTable(name, ifExists, change());
  }

  private TableChange change() {
    if (in.accept("RENAME", "TO")) {
      return new Statement.RenameTable(in.qualifiedName());
    }
    if (in.accept("SWAP", "WITH")) {
      return new Statement.SwapWith(in.qualifiedName());
    }
    if (in.accept("RENAME", "COLUMN")) {
      String column = in.name();
      in.expect("TO");
      return new Statement.RenameColumn(column, in.name());
    }
    if (in.accept("ADD")) {
      in.accept("COLUMN");
      boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
      return new Statement.AddColumn(columns.definition(), ifNotExists);
    }
    if (in.accept("DROP")) {
      in.accept("COLUMN");
      boolean ifExists = in.accept("IF", "EXISTS");
      return new Statement.DropColumn(in.name(), ifExists);
    }
    if (in.accept("ALTER") || in.accept("MODIFY")) {
      in.accept("COLUMN");
      return alterColumn(in.name());
    }
    throw in.unexpected("RENAME, SWAP, ADD, DROP or ALTER COLUMN");
  }

  private TableChange alterColumn(String column) {
    if (in.accept("SET", "NOT", "NULL")) {
      return new Statement.SetNotNull(column, true);
    }
    if (in.accept("DROP", "NOT", "NULL")) {
      return new Statement.SetNotNull(column, false);
    }
    in.accept("SET", "DATA");
    in.expect("TYPE");
    return new Statement.SetDataType(column, TypeParser.parse(in));
  }

  /** The names in a list of keys. */
  static List<String> names(TokenStream in) {
    List<String> names = new ArrayList<>();
    in.expectSymbol("(");
    do {
      names.add(in.name());
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
    return names;
  }
}
