package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.CatalogChange;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Database;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Grant;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Schema;
import dev.datamigration.local.snowflake.engine.catalog.CatalogStore;
import dev.datamigration.local.snowflake.engine.catalog.Names;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import dev.datamigration.local.snowflake.stage.StageName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Runs USE, ALTER SESSION, GRANT and REVOKE. */
final class SessionStatements {
  private static final String DONE = "Statement executed successfully.";

  private final SessionContext session;

  SessionStatements(SessionContext session) {
    this.session = session;
  }

  StatementResult use(Statement.Use use) {
    SessionIdentity now = session.identity();
    List<String> name = use.name();
    String last = name.get(name.size() - 1);
    session.become(
        switch (use.kind()) {
          case "DATABASE" -> database(now, last);
          case "SCHEMA" -> schema(now, name);
          case "ROLE" ->
              new SessionIdentity(now.user(), last, now.warehouse(), now.database(), now.schema());
          default ->
              new SessionIdentity(now.user(), now.role(), last, now.database(), now.schema());
        });
    return Results.status(Results.USE, DONE);
  }

  private SessionIdentity database(SessionIdentity now, String name) {
    Database database = session.catalog().database(name).orElseThrow(SessionStatements::missing);
    boolean hasPublic = session.catalog().schema(database.id(), "PUBLIC").isPresent();
    return new SessionIdentity(
        now.user(), now.role(), now.warehouse(), name, hasPublic ? "PUBLIC" : null);
  }

  private SessionIdentity schema(SessionIdentity now, List<String> name) {
    try {
      Schema schema = session.names().schema(name);
      Database database = (Database) session.catalog().byId(schema.databaseId());
      return new SessionIdentity(
          now.user(), now.role(), now.warehouse(), database.name(), schema.name());
    } catch (SqlError e) {
      throw e.code() == 2003 ? missing() : e;
    }
  }

  private static SqlError missing() {
    return new SqlError(
        2043,
        "02000",
        "SQL compilation error:\nObject does not exist, or operation cannot be performed.");
  }

  StatementResult alterSession(Statement.AlterSession alter) throws SQLException {
    boolean before = session.settings().autocommit();
    alter.set().forEach(session.settings()::set);
    alter.unset().forEach(session.settings()::unset);
    if (!before && session.settings().autocommit()) {
      // Turning AUTOCOMMIT on ends what was open: docs.snowflake.com/en/sql-reference/transactions.
      session.transaction().commit();
    }
    return Results.status(Results.ALTER_SESSION, DONE);
  }

  StatementResult grant(Statement.Grant grant) throws SQLException {
    session.check(
        grant.revoke() ? "REVOKE" : "GRANT",
        grant.on().toLowerCase(Locale.ROOT),
        String.join(".", grant.object()));
    session.transaction().commit();
    CatalogChange change =
        session.catalogState().apply(session.connection(), catalog -> decide(grant, catalog));
    return Results.status(Results.DDL, change.message());
  }

  private CatalogChange decide(Statement.Grant grant, Catalog catalog) {
    requireRole(catalog, grant.role());
    String object = object(grant, catalog);
    Set<Long> removed = new HashSet<>();
    List<CatalogObject> added = new ArrayList<>();
    CatalogStore store = session.catalogState().store();
    for (String privilege : grant.privileges()) {
      List<Grant> existing =
          catalog.grants().stream()
              .filter(
                  g ->
                      g.privilege().equals(privilege)
                          && g.on().equals(grant.on())
                          && g.object().equals(object)
                          && g.grantee().equals(grant.role()))
              .toList();
      if (grant.revoke()) {
        existing.forEach(g -> removed.add(g.id()));
      } else if (existing.isEmpty()) {
        added.add(
            new Grant(
                store.nextId(),
                store.nextCreated(),
                privilege,
                grant.on(),
                object,
                "ROLE",
                grant.role()));
      }
    }
    return new CatalogChange(List.of(), removed, added, Set.of(), DONE);
  }

  private static void requireRole(Catalog catalog, String role) {
    if (catalog.role(role).isEmpty()) {
      throw SqlErrors.missing("Role", role);
    }
  }

  /** The full name of what is granted on, which must be there. */
  private String object(Statement.Grant grant, Catalog catalog) {
    Names names = new Names(catalog, session.identity());
    return switch (grant.on()) {
      case "ACCOUNT" -> "";
      case "WAREHOUSE" -> String.join(".", grant.object());
      case "DATABASE" -> names.database(String.join(".", grant.object())).name();
      case "SCHEMA" -> {
        Schema schema = names.schema(grant.object());
        yield ((Database) catalog.byId(schema.databaseId())).name() + "." + schema.name();
      }
      case "STAGE" -> {
        Names.Qualified name = names.qualify(grant.object());
        if (!session.stages().exists(new StageName(name.database(), name.schema(), name.name()))) {
          throw SqlErrors.missingObject(name.toString());
        }
        yield name.toString();
      }
      default -> catalog.fullName(names.relation(grant.object()));
    };
  }

  StatementResult grantRole(Statement.GrantRole grant) throws SQLException {
    session.transaction().commit();
    CatalogChange change =
        session
            .catalogState()
            .apply(
                session.connection(),
                catalog -> {
                  requireRole(catalog, grant.role());
                  CatalogStore store = session.catalogState().store();
                  List<Long> existing =
                      catalog.grants().stream()
                          .filter(
                              g ->
                                  g.on().equals("ROLE")
                                      && g.object().equals(grant.role())
                                      && g.to().equals(grant.toKind())
                                      && g.grantee().equals(grant.to()))
                          .map(Grant::id)
                          .toList();
                  if (grant.revoke()) {
                    return new CatalogChange(
                        List.of(), Set.copyOf(existing), List.of(), Set.of(), DONE);
                  }
                  return existing.isEmpty()
                      ? CatalogChange.add(
                          DONE,
                          new Grant(
                              store.nextId(),
                              store.nextCreated(),
                              "USAGE",
                              "ROLE",
                              grant.role(),
                              grant.toKind(),
                              grant.to()))
                      : CatalogChange.none(DONE);
                });
    return Results.status(Results.DDL, change.message());
  }
}
