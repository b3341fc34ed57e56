package dev.datamigration.local.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The cluster's one bearer token and the kubeconfig that holds it. Only the owner may read the
 * files.
 */
record Credentials(String token) {
  private static final int TOKEN_BYTES = 24;

  static Credentials in(Path directory) throws IOException {
    Path file = directory.resolve("token");
    if (!Files.exists(file)) {
      byte[] random = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(random);
      writePrivately(file, HexFormat.of().formatHex(random));
    }
    return new Credentials(Files.readString(file).strip());
  }

  String kubeconfig(String url, String authorityData) {
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: local
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: local
          user:
            token: %s
        contexts:
        - name: local
          context:
            cluster: local
            user: local
            namespace: default
        current-context: local
        """
        .formatted(url, authorityData, token);
  }

  static void writePrivately(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(
        file,
        content.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  @Override
  public String toString() {
    return "Credentials[token hidden]";
  }
}
