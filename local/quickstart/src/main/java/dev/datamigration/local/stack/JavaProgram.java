package dev.datamigration.local.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a Java program, run by the Java that runs this one. */
final class JavaProgram {
  private JavaProgram() {}

  /** A jar with a manifest that says the rest. */
  static List<String> jar(String maxHeap, Path jar, String... options) {
    List<String> command = common(maxHeap, options);
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }

  /** A class of our own class path. */
  static List<String> main(String maxHeap, Class<?> main, String... options) {
    List<String> command = common(maxHeap, options);
    command.add("-cp");
    command.add(classPath());
    command.add(main.getName());
    return command;
  }

  /** Absolute: the program starts in another directory. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> common(String maxHeap, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + maxHeap);
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(List.of(options));
    return command;
  }
}
