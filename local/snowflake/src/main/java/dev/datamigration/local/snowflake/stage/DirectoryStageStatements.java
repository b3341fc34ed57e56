package dev.datamigration.local.snowflake.stage;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import dev.datamigration.local.snowflake.engine.StatementResult.Rows;
import dev.datamigration.local.snowflake.text.SqlText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The statements on stages that are directories; the driver uploads by copying into them. */
public final class DirectoryStageStatements implements StageStatements {
  private static final Set<String> VERBS = Set.of("PUT", "GET", "LIST", "LS", "REMOVE", "RM");
  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final long LIST_TYPE = 0x4701;
  private static final long REMOVE_TYPE = 0x7103;
  private static final int TEXT_LENGTH = 16_777_216;

  private final DirectoryStageArea area;

  /** Works on the stages of {@code area}. */
  public DirectoryStageStatements(DirectoryStageArea area) {
    this.area = area;
  }

  @Override
  public boolean handles(String sql) {
    return VERBS.contains(SqlText.firstWord(sql));
  }

  @Override
  public StatementResult execute(String sql, SessionIdentity identity) {
    StageCommand command = StageCommand.parse(sql, identity);
    if (command instanceof StageCommand.Put put) {
      return put(put);
    }
    if (command instanceof StageCommand.ListFiles list) {
      return list(list);
    }
    return remove((StageCommand.Remove) command);
  }

  private StatementResult put(StageCommand.Put put) {
    StageName stage = put.location().stage();
    area.requireExisting(stage);
    String folder = put.location().path();
    if (!StagePaths.isPlain(folder)) {
      throw new SqlError(
          1003,
          "42000",
          "SQL compilation error:\nsyntax error: the stand-in takes a path whose parts are not"
              + " empty, . or .., not: "
              + folder);
    }
    Path directory = area.directory(stage).resolve(folder);
    return new StatementResult.Upload(
        put.file(),
        directory.toString(),
        put.parallel(),
        put.autoCompress(),
        put.sourceCompression(),
        put.overwrite());
  }

  private StatementResult list(StageCommand.ListFiles list) {
    List<String[]> rows =
        files(list.location(), list.pattern()).stream()
            .map(
                file ->
                    new String[] {
                      shown(list.location(), file),
                      Long.toString(file.sizeBytes()),
                      area.md5(file),
                      modified(file.lastModified())
                    })
            .toList();
    return new Rows(
        LIST_TYPE,
        List.of(
            text("name"),
            new ResultColumn("size", "fixed", 38, 0, 0, 0, true),
            text("md5"),
            text("last_modified")),
        new ListedRows(rows.iterator()));
  }

  private StatementResult remove(StageCommand.Remove remove) {
    List<StagedFile> files = files(remove.location(), remove.pattern());
    area.remove(files);
    List<String[]> rows =
        files.stream()
            .map(file -> new String[] {shown(remove.location(), file), "removed"})
            .toList();
    return new Rows(
        REMOVE_TYPE, List.of(text("name"), text("result")), new ListedRows(rows.iterator()));
  }

  private List<StagedFile> files(StageLocation location, Pattern pattern) {
    return area.list(location.stage(), location.path()).stream()
        .filter(file -> pattern == null || pattern.matcher(shown(location, file)).matches())
        .toList();
  }

  /** As LIST prints it: the stage's name in lower case, a slash, the path. */
  private static String shown(StageLocation location, StagedFile file) {
    return location.stage().name().toLowerCase(Locale.ROOT) + "/" + file.path();
  }

  private static String modified(Instant time) {
    return MODIFIED.format(time);
  }

  private static ResultColumn text(String name) {
    return new ResultColumn(name, "text", 0, 0, TEXT_LENGTH, TEXT_LENGTH, true);
  }
}
