package dev.datamigration.model.error;

/**
 * One thing wrong with a configuration. Texts are single-line and bounded, whatever the user wrote.
 *
 * @param path where, for example {@code tables[2].source.tableName}; empty for the whole document
 * @param what what is wrong, without a full stop
 * @param remedy how to mend it, without a full stop
 */
public record ConfigurationProblem(
    ConfigurationErrorCode code, String path, String what, String remedy) {
  private static final int MAX_LENGTH = 400;

  public ConfigurationProblem {
    path = bounded(path);
    what = bounded(what);
    remedy = bounded(remedy);
  }

  /** The whole sentence for a person: code, what, where, how to mend. */
  public String message() {
    String where = path.isEmpty() ? "" : " at " + path;
    return code.code() + ": " + what + where + ". " + remedy + ".";
  }

  private static String bounded(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "\uFFFD");
    return line.length() <= MAX_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, MAX_LENGTH) - 1))
            + "…";
  }
}
