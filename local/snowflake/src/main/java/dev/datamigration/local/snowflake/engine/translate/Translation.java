package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.StatementRequest.Bind;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.Names;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What the translation of one statement knows and gathers. Used by one thread. */
public final class Translation {
  /** Deepest nesting of views. */
  private static final int MAX_VIEWS = 50;

  private Names names;
  private final SessionFormats formats;
  private final SessionFacts facts;
  private final Instant now;
  private final Binds binds;
  private final Set<Long> read = new HashSet<>();
  private int aliases;
  private int views;

  /**
   * Facts that functions such as CURRENT_SESSION give.
   *
   * @param sessionId unique in the engine
   */
  public record SessionFacts(long sessionId, String accountName) {}

  /**
   * A translation of one statement.
   *
   * @param now what CURRENT_TIMESTAMP gives
   * @param row which row of a batch of binds
   */
  public Translation(
      Catalog catalog,
      SessionIdentity identity,
      SessionFormats formats,
      SessionFacts facts,
      Instant now,
      List<Bind> binds,
      int row) {
    this(new Names(catalog, identity), formats, facts, now, new Binds(binds, row));
  }

  private Translation(
      Names names, SessionFormats formats, SessionFacts facts, Instant now, Binds binds) {
    this.names = names;
    this.formats = formats;
    this.facts = facts;
    this.now = now;
    this.binds = binds;
  }

  Names names() {
    return names;
  }

  SessionFormats formats() {
    return formats;
  }

  SessionFacts facts() {
    return facts;
  }

  Instant now() {
    return now;
  }

  Binds binds() {
    return binds;
  }

  /** The parameters of the DuckDB statement. */
  public List<String> parameters() {
    return binds.parameters();
  }

  /** The numbers of the tables read. */
  public Set<Long> tablesRead() {
    return read;
  }

  void reads(long table) {
    read.add(table);
  }

  String nextAlias() {
    return "q" + ++aliases;
  }

  /** Does something with names meaning what they mean elsewhere. */
  <T> T within(Names others, Supplier<T> work) {
    Names outer = names;
    names = others;
    try {
      return work.get();
    } finally {
      names = outer;
    }
  }

  void enterView(String name) {
    if (++views > MAX_VIEWS) {
      throw dev.datamigration.local.snowflake.engine.SqlErrors.badTypes(
          "View '" + name + "' is defined by itself");
    }
  }

  void leaveView() {
    views--;
  }
}
