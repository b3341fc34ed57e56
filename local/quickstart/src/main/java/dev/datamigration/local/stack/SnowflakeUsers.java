package dev.datamigration.local.stack;

import dev.datamigration.local.snowflake.account.UserAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** Who may log in to the Snowflake stand-in, each with a programmatic access token of their own. */
record SnowflakeUsers(String operatorToken, String workerToken, String personToken) {
  static final String OPERATOR_ROLE = "DMW_OPERATOR";
  static final String WORKER_ROLE = "DMW_WORKER";
  static final String PERSON_ROLE = "SYSADMIN";

  private static final SecureRandom RANDOM = new SecureRandom();

  static SnowflakeUsers random() {
    return new SnowflakeUsers(token(), token(), token());
  }

  private static String token() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Writes the tokens to files only the owner can read; answers the arguments that name them. */
  List<String> accountArguments(Path directory) throws IOException {
    return List.of(
        "OPERATOR:" + OPERATOR_ROLE + ":" + write(directory.resolve("operator"), operatorToken),
        "WORKER:" + WORKER_ROLE + ":" + write(directory.resolve("worker"), workerToken),
        "PERSON:" + PERSON_ROLE + ":" + write(directory.resolve("person"), personToken));
  }

  /** As {@link #accountArguments} says, for a server in this virtual machine. */
  List<UserAccount> accounts() {
    return List.of(
        UserAccount.withToken("OPERATOR", operatorToken, OPERATOR_ROLE),
        UserAccount.withToken("WORKER", workerToken, WORKER_ROLE),
        UserAccount.withToken("PERSON", personToken, PERSON_ROLE));
  }

  private static Path write(Path file, String token) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, token);
    }
    return file;
  }

  @Override
  public String toString() {
    return "SnowflakeUsers[tokens hidden]";
  }
}
