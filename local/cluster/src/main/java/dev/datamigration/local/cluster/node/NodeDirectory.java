package dev.datamigration.local.cluster.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** The pods' files, one directory each, named by the pod's uid; for the owner's eyes only. */
public record NodeDirectory(Path root) {

  /** Makes the directory, and removes what pods that are no longer there left in it. */
  public static NodeDirectory open(Path root, Set<String> podUids) throws IOException {
    Files.createDirectories(root);
    if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
    try (Stream<Path> pods = Files.list(root)) {
      for (Path pod : pods.toList()) {
        if (!podUids.contains(pod.getFileName().toString())) {
          new PodDirectory(pod).delete();
        }
      }
    }
    return new NodeDirectory(root.toAbsolutePath());
  }

  PodDirectory ofPod(String uid) {
    return new PodDirectory(root.resolve(uid));
  }
}
