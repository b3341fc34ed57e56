package dev.datamigration.operator.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that are made from the custom resource classes and kept in version control; a test
 * compares them with what would be made now.
 */
public final class GeneratedFiles {
  private GeneratedFiles() {}

  /** The text of every file by its path below the project's root. */
  public static Map<String, String> all() {
    Map<String, String> files = new TreeMap<>();
    DefinitionGenerator.yaml().forEach((name, text) -> files.put("crds/" + name, text));
    files.put(
        "docs/configuration.md", ConfigurationPage.markdown(DefinitionGenerator.definitions()));
    return files;
  }

  /**
   * Writes all files.
   *
   * @param arguments the project's root
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    for (Map.Entry<String, String> file : all().entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
