package dev.datamigration.local.stack;

import java.util.Locale;

/** What the source of a stack is to the product. */
public enum SourcePlatform {
  /** A real server. */
  POSTGRESQL("public", "PostgreSQL"),
  /** The same server, spoken to by Amazon's driver. */
  REDSHIFT("public", "PostgreSQL with a front for Redshift's driver"),
  /** A stand-in, spoken to by Microsoft's driver. */
  SQLSERVER("dbo", "SQL Server stand-in");

  private final String defaultSchema;
  private final String server;

  SourcePlatform(String defaultSchema, String server) {
    this.defaultSchema = defaultSchema;
    this.server = server;
  }

  /** The schema that a database of it has from the start. */
  public String defaultSchema() {
    return defaultSchema;
  }

  /** What stands for it on this machine. */
  public String server() {
    return server;
  }

  /** As a SourceConnection's {@code platform} has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
