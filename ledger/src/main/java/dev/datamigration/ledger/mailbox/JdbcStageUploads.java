package dev.datamigration.ledger.mailbox;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.sql.SnowflakeLiteral;
import dev.datamigration.model.error.DmwException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Uploads with PUT: the driver encrypts where the stage asks for it and talks to the cloud's
 * storage itself.
 */
public final class JdbcStageUploads implements StageUploads {
  /** Chunks of one file uploaded at the same time; lanes upload side by side already. */
  private static final int PARALLEL = 4;

  private final SnowflakeSessions sessions;
  private final LedgerLocation ledger;

  /** Uses one of {@code sessions} an upload; does not close them. */
  public JdbcStageUploads(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.ledger = ledger;
  }

  private record Result(String status, long sourceSize, String message) {}

  @Override
  public void upload(Path file, String stagePath) {
    String folder = stagePath.substring(0, stagePath.lastIndexOf('/') + 1);
    String name = stagePath.substring(folder.length());
    if (!name.equals(file.getFileName().toString())) {
      throw new IllegalArgumentException(stagePath + " does not end in the name of " + file);
    }
    String sql =
        "PUT "
            + SnowflakeLiteral.text("file://" + file.toAbsolutePath())
            + " "
            + SnowflakeLiteral.text(ledger.stage(folder))
            + " AUTO_COMPRESS = FALSE SOURCE_COMPRESSION = NONE OVERWRITE = TRUE PARALLEL = "
            + PARALLEL;
    List<Result> results;
    try (SnowflakeSession session = sessions.open()) {
      results =
          session
              .tagged(session.tag().about(null, null, folder))
              .query(
                  sql,
                  row ->
                      new Result(
                          row.getString("status"),
                          row.getLong("source_size"),
                          row.getString("message")));
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "uploading " + stagePath);
    }
    check(file, stagePath, results);
  }

  private static void check(Path file, String stagePath, List<Result> results) {
    long size;
    try {
      size = Files.size(file);
    } catch (IOException e) {
      throw new DmwException(
          LedgerErrorCode.LOCAL_FILE,
          "The file to upload as " + stagePath + " cannot be read: " + e.getMessage() + ".",
          "The partition is extracted again. Check the worker's scratch volume.",
          e);
    }
    boolean uploaded =
        results.size() == 1
            && "UPLOADED".equals(results.get(0).status())
            && results.get(0).sourceSize() == size;
    if (!uploaded) {
      throw new DmwException(
          LedgerErrorCode.UPLOAD_FAILED,
          "Uploading " + stagePath + " (" + size + " bytes) ended as " + results + ".",
          "The partition is extracted again under a new attempt.");
    }
  }
}
