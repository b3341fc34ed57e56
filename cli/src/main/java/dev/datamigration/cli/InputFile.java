package dev.datamigration.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.ConfigurationProblem;
import dev.datamigration.model.reading.DocumentParser;
import dev.datamigration.model.reading.Reading;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file of JSON (named {@code *.json}) or YAML. */
record InputFile(Path path) {
  private static final DocumentParser JSON = new DocumentParser(new JsonFactory());
  private static final DocumentParser YAML = new DocumentParser(new YAMLFactory());

  /** Its documents, or why it cannot be read. */
  Reading<List<JsonNode>> documents() {
    String text;
    try {
      text = Files.readString(path);
    } catch (NoSuchFileException e) {
      return unreadable("the file does not exist", "Check its name");
    } catch (CharacterCodingException e) {
      return unreadable("the file is not UTF-8", "Save it as UTF-8");
    } catch (IOException e) {
      return unreadable("the file cannot be read (" + e.getMessage() + ")", "Check the file");
    }
    return isJson() ? JSON.parse(text) : YAML.parse(text);
  }

  private boolean isJson() {
    return path.toString().endsWith(".json");
  }

  private static Reading<List<JsonNode>> unreadable(String what, String remedy) {
    return new Reading<>(
        null,
        List.of(new ConfigurationProblem(ConfigurationErrorCode.NOT_READABLE, "", what, remedy)));
  }
}
