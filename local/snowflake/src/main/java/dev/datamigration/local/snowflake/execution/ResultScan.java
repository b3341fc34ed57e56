package dev.datamigration.local.snowflake.execution;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one query over an earlier result that the driver sends. */
final class ResultScan {
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\s*select\\s+\\*\\s+from\\s+table\\s*\\(\\s*result_scan\\s*\\(\\s*'([0-9a-fA-F-]+)'\\s*\\)\\s*\\)\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE);

  private ResultScan() {}

  /** The id of the query whose result is asked for, if that is all the statement does. */
  static Optional<String> queryId(String sql) {
    Matcher matcher = STATEMENT.matcher(sql);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
