package dev.datamigration.local.source;

/** A login of the source database. {@code toString} does not show the password. */
public record DatabaseUser(String name, String password) {
  @Override
  public String toString() {
    return "DatabaseUser[name=" + name + ", ***]";
  }
}
