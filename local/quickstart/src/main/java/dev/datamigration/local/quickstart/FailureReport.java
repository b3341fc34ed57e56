package dev.datamigration.local.quickstart;

import dev.datamigration.local.stack.EmbeddedStack;
import java.util.Map;

/** What a person needs to see when the migration did not succeed. */
final class FailureReport {
  private static final int LOG_LINES = 15;

  private FailureReport() {}

  static String of(EmbeddedStack stack, WorkflowRun run) {
    StringBuilder report = new StringBuilder("The workflow " + run.name() + " did not succeed.\n");
    for (Map<String, Object> condition : run.conditions()) {
      report
          .append("condition ")
          .append(condition.get("type"))
          .append('=')
          .append(condition.get("status"))
          .append(' ')
          .append(condition.get("reason"))
          .append(": ")
          .append(condition.get("message"))
          .append('\n');
    }
    run.firstErrors().forEach(error -> report.append("error ").append(error).append('\n'));
    stack.operator().lastLines(LOG_LINES).forEach(lines -> report.append(lines).append('\n'));
    stack.workers().lastLines(LOG_LINES).forEach(lines -> report.append(lines).append('\n'));
    return report.toString();
  }
}
