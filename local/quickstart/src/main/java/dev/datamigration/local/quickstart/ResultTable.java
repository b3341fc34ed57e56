package dev.datamigration.local.quickstart;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Prints the comparison of every table. */
final class ResultTable {
  private ResultTable() {}

  static void print(QuickstartResult result, PrintWriter out, Ansi ansi) {
    out.printf(
        "%-26s %12s %12s  %-9s %8s %9s%n",
        "table", "source rows", "target rows", "checksum", "seconds", "MB/s");
    for (TableOutcome outcome : result.tables()) {
      boolean equal = outcome.comparison().equal();
      String verdict = ansi.string(equal ? "@|green equal    |@" : "@|bold,red DIFFERENT|@");
      out.printf(
          Locale.ROOT,
          "%-26s %,12d %,12d  %s %8.1f %9.1f%n",
          outcome.table().label(),
          outcome.comparison().sourceRows(),
          outcome.comparison().targetRows(),
          verdict,
          outcome.time().toMillis() / 1000.0,
          outcome.megabytesPerSecond());
      outcome.comparison().examples().forEach(example -> out.println("    " + example));
    }
    out.println();
    out.println(result.resultLine());
    out.flush();
  }
}
