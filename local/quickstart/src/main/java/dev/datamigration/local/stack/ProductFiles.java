package dev.datamigration.local.stack;

import dev.datamigration.model.error.DmwException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the build made of the product, and what it comes with.
 *
 * @param root of the project
 */
public record ProductFiles(Path root) {
  /** The system property that names the project's root. */
  public static final String ROOT_PROPERTY = "project.root";

  public ProductFiles {
    root = root.toAbsolutePath().normalize();
  }

  /** Of the project that {@link #ROOT_PROPERTY} names, else the one in the current directory. */
  public static ProductFiles ofThisProject() {
    return new ProductFiles(Path.of(System.getProperty(ROOT_PROPERTY, "")));
  }

  /** The operator's jar, for {@code java -jar}. */
  public Path operator() {
    return built(root.resolve("operator/target/quarkus-app/quarkus-run.jar"));
  }

  /** The worker's jar, for {@code java -jar}. */
  public Path worker() {
    Path target = root.resolve("worker-image/target");
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "dmw-worker-*.jar")) {
        for (Path jar : jars) {
          if (!jar.toString().matches(".*-(tests|sources|javadoc)\\.jar")) {
            return jar;
          }
        }
      } catch (IOException e) {
        throw missing(target, e);
      }
    }
    throw missing(target.resolve("dmw-worker-VERSION.jar"), null);
  }

  /** The folder of the custom resources' definitions. */
  public Path definitions() {
    return built(root.resolve("crds"));
  }

  /** Where PostgreSQL's programs are unpacked, once for all runs. */
  public Path postgresPrograms() {
    return root.resolve("local/quickstart/target/postgres");
  }

  private static Path built(Path file) {
    if (!Files.exists(file)) {
      throw missing(file, null);
    }
    return file;
  }

  private static DmwException missing(Path file, IOException cause) {
    return new DmwException(
        StackErrorCode.NOT_BUILT,
        "The product is not built: " + file + " is not there.",
        "Run ./quickstart, which builds it, or ./mvnw package -DskipTests.",
        cause);
  }
}
