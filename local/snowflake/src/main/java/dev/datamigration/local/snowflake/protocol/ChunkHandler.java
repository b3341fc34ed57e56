package dev.datamigration.local.snowflake.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the chunks of large results. As with a signed address at a cloud's storage, to know the
 * address is to be let in.
 */
final class ChunkHandler implements CallHandler {
  static final String PATH = "/result-chunks/";
  private static final Pattern CHUNK = Pattern.compile(PATH + "([0-9a-f-]{36})/([0-9]{1,9})");

  private final Path directory;

  ChunkHandler(Path directory) {
    this.directory = directory;
  }

  @Override
  public void handle(HttpCall call) throws IOException {
    Matcher chunk = CHUNK.matcher(call.path());
    Path file =
        chunk.matches() ? directory.resolve(chunk.group(1)).resolve(chunk.group(2)) : directory;
    if (!Files.isRegularFile(file)) {
      call.answer(404, Answers.refusal(390404, "There is no such part of a result."));
      return;
    }
    call.answerGzip(file);
  }
}
