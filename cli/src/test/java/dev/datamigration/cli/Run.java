package dev.datamigration.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** What a run of the command gave. */
record Run(int exitCode, String out, String err) {
  static final Path ROOT = Path.of(System.getProperty("project.root"));

  static Run of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Dmw.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exitCode = line.execute(words);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
