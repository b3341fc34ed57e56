package dev.datamigration.local.sqlserver;

/** A login with its password. */
public record SqlServerUser(String name, String password) {
  /** Without the password. */
  @Override
  public String toString() {
    return name;
  }
}
