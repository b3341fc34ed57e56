package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.StatementRequest.Bind;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.CatalogChange;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.catalog.Names;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import dev.datamigration.local.snowflake.engine.syntax.Statement.ObjectKind;
import dev.datamigration.local.snowflake.stage.StageName;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Runs DDL: each statement commits what is open and then itself. */
final class DdlStatements {
  private final SessionContext session;
  private final TableDdl tables;
  private final TableAlteration alteration;
  private final NamespaceDdl namespaces;

  DdlStatements(SessionContext session) {
    this.session = session;
    this.tables = new TableDdl(session.catalogState().store());
    this.alteration = new TableAlteration(tables);
    this.namespaces = new NamespaceDdl(session.catalogState().store());
  }

  private Names names(Catalog catalog) {
    return new Names(catalog, session.identity());
  }

  private StatementResult apply(Function<Catalog, CatalogChange> decision) throws SQLException {
    return apply(List.of(), decision);
  }

  private StatementResult apply(
      List<List<String>> locked, Function<Catalog, CatalogChange> decision) throws SQLException {
    session.transaction().commit();
    for (List<String> name : locked) {
      session
          .names()
          .find(session.names().qualify(name))
          .filter(Table.class::isInstance)
          .ifPresent(
              table ->
                  session.transaction().lockForDdl(table.id(), session.catalog().fullName(table)));
    }
    java.util.Set<Long> touched = java.util.Set.of();
    try {
      CatalogChange change = session.catalogState().apply(session.connection(), decision);
      touched = change.touched();
      return Results.status(Results.DDL, change.message());
    } finally {
      session.transaction().afterDdl(touched);
    }
  }

  StatementResult createTable(Statement.CreateTable create, List<Bind> binds) throws SQLException {
    session.check("CREATE TABLE", "schema", String.join(".", create.name()));
    return apply(
        create.orReplace() ? List.of(create.name()) : List.of(),
        catalog -> tables.create(create, names(catalog), session.translation(catalog, binds, 0)));
  }

  StatementResult createView(Statement.CreateView create) throws SQLException {
    session.check("CREATE VIEW", "schema", String.join(".", create.name()));
    return apply(
        catalog ->
            tables.createView(create, names(catalog), session.translation(catalog, List.of(), 0)));
  }

  StatementResult create(Statement.CreateNamed create) throws SQLException {
    String kind = create.kind().name();
    boolean atTop = create.kind() == ObjectKind.DATABASE || create.kind() == ObjectKind.ROLE;
    session.check(
        "CREATE " + kind,
        atTop ? "account" : create.kind() == ObjectKind.SCHEMA ? "database" : "schema",
        String.join(".", create.name()));
    if (create.kind() == ObjectKind.STAGE) {
      return createStage(create);
    }
    StatementResult result = apply(catalog -> namespaces.create(create, names(catalog)));
    if (create.orReplace()) {
      dropStages(create.kind(), create.name());
    }
    if (create.kind() == ObjectKind.DATABASE) {
      use(create.name().get(0), "PUBLIC");
    } else if (create.kind() == ObjectKind.SCHEMA) {
      Names names = session.names();
      use(
          create.name().size() == 2 ? create.name().get(0) : names.identity().database(),
          create.name().get(create.name().size() - 1));
    }
    return result;
  }

  /** What is created becomes current, as documented for CREATE DATABASE and CREATE SCHEMA. */
  private void use(String database, String schema) {
    SessionIdentity identity = session.identity();
    session.become(
        new SessionIdentity(
            identity.user(), identity.role(), identity.warehouse(), database, schema));
  }

  private StatementResult createStage(Statement.CreateNamed create) throws SQLException {
    session.transaction().commit();
    StageName stage = stage(create.name());
    if (create.orReplace()) {
      session.stages().drop(stage);
    }
    boolean created = session.stages().create(stage);
    if (!created && !create.ifNotExists()) {
      throw SqlErrors.exists(stage.toString());
    }
    return Results.status(
        Results.DDL,
        created
            ? "Stage area " + stage.name() + " successfully created."
            : stage.name() + " already exists, statement succeeded.");
  }

  private StageName stage(List<String> name) {
    Names names = session.names();
    Names.Qualified qualified = names.qualify(name);
    names.schema(qualified.database(), qualified.schema());
    return new StageName(qualified.database(), qualified.schema(), qualified.name());
  }

  StatementResult drop(Statement.Drop drop) throws SQLException {
    session.check(
        "DROP " + drop.kind(),
        drop.kind().name().toLowerCase(Locale.ROOT),
        String.join(".", drop.name()));
    return switch (drop.kind()) {
      case TABLE, VIEW -> apply(List.of(drop.name()), catalog -> tables.drop(drop, names(catalog)));
      case STAGE -> dropStage(drop);
      case DATABASE, SCHEMA, ROLE -> {
        StatementResult result = apply(catalog -> namespaces.drop(drop, names(catalog)));
        dropStages(drop.kind(), drop.name());
        leave(drop);
        yield result;
      }
    };
  }

  private StatementResult dropStage(Statement.Drop drop) throws SQLException {
    session.transaction().commit();
    String name = String.join(".", drop.name());
    boolean missing =
        drop.ifExists()
            && session
                .catalog()
                .database(session.names().qualify(drop.name()).database())
                .isEmpty();
    if (!missing && session.stages().drop(stage(drop.name()))) {
      return Results.status(Results.DDL, name + " successfully dropped.");
    }
    if (drop.ifExists()) {
      return Results.status(
          Results.DDL, "Drop statement executed successfully (" + name + " already dropped).");
    }
    throw SqlErrors.missingObject(name);
  }

  private void dropStages(ObjectKind kind, List<String> name) {
    String last = name.get(name.size() - 1);
    if (kind == ObjectKind.DATABASE) {
      session.stages().dropDatabase(last);
    } else if (kind == ObjectKind.SCHEMA) {
      String database = name.size() == 2 ? name.get(0) : session.identity().database();
      session.stages().dropSchema(database, last);
    }
  }

  /** A session whose database or schema is dropped has none. */
  private void leave(Statement.Drop drop) {
    SessionIdentity identity = session.identity();
    String last = drop.name().get(drop.name().size() - 1);
    if (drop.kind() == ObjectKind.DATABASE && last.equals(identity.database())) {
      use(null, null);
    } else if (drop.kind() == ObjectKind.SCHEMA
        && last.equals(identity.schema())
        && (drop.name().size() == 1 || drop.name().get(0).equals(identity.database()))) {
      use(identity.database(), null);
    }
  }

  StatementResult alter(Statement.AlterTable alter) throws SQLException {
    session.check("ALTER TABLE", "table", String.join(".", alter.name()));
    return apply(
        List.of(alter.name()),
        catalog ->
            alteration.decide(alter, names(catalog), session.translation(catalog, List.of(), 0)));
  }

  StatementResult truncate(Statement.Truncate truncate) throws SQLException {
    session.check("TRUNCATE", "table", String.join(".", truncate.table()));
    return apply(List.of(truncate.table()), catalog -> tables.truncate(truncate, names(catalog)));
  }
}
