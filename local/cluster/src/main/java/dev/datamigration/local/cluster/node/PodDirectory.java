package dev.datamigration.local.cluster.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A pod's files on this machine: its volumes, and each container's logs and working directory. */
record PodDirectory(Path root) {
  Path volumes() {
    return root.resolve("volumes");
  }

  /** Where a container's process starts. */
  Path workingDirectory(String container) {
    return created(root.resolve("containers").resolve(container).resolve("work"));
  }

  /** The output of one run of a container, counted from zero. */
  Path log(String container, int run) {
    return created(root.resolve("containers").resolve(container)).resolve(run + ".log");
  }

  /** Makes a volume hold exactly these files; each file is replaced as a whole. */
  void write(String volume, Map<String, byte[]> files) {
    Path directory = created(volumes().resolve(volume));
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = directory.resolve(file.getKey());
        if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), file.getValue())) {
          created(path.getParent());
          Path next = path.resolveSibling("." + path.getFileName() + ".next");
          Files.write(next, file.getValue());
          Files.move(
              next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      for (Path present : files(directory)) {
        if (!files.containsKey(directory.relativize(present).toString())) {
          Files.delete(present);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a volume could not be written: " + directory, e);
    }
  }

  /** Makes an empty volume, once. */
  void create(String volume) {
    created(volumes().resolve(volume));
  }

  /** Removes everything. */
  void delete() {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      // A process that is just ending removed one of its own files.
      delete();
    } catch (IOException e) {
      throw new UncheckedIOException("a pod's files could not be removed: " + root, e);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private static Path created(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("a directory could not be made: " + directory, e);
    }
  }
}
