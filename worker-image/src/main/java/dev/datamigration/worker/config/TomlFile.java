package dev.datamigration.worker.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parses TOML. */
final class TomlFile {
  private static final TomlMapper TOML = new TomlMapper();

  private TomlFile() {}

  /** The file's tables; null, with an error found, if there is no such file or it is not TOML. */
  static JsonNode read(Path file, Findings findings) {
    try {
      return TOML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      // The parser's own message may quote a line that holds a secret.
      JsonLocation at = e.getLocation();
      findings.error(
          file
              + " is not TOML"
              + (at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr()));
    } catch (IOException e) {
      findings.error(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return null;
  }

  static JsonNode emptyTable() {
    return JsonNodeFactory.instance.objectNode();
  }
}
