package dev.datamigration.model.reading;

/** How places in a configuration are written, for example {@code tables[2].source.tableName}. */
public final class ConfigurationPath {
  private ConfigurationPath() {}

  /**
   * The place of a key's value.
   *
   * @param path of the object; empty for the whole document
   */
  public static String child(String path, String key) {
    if (!key.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
      return path + "['" + key + "']";
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The place of a list's element, counted from 0. */
  public static String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
