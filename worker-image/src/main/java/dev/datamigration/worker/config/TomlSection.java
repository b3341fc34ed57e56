package dev.datamigration.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.model.reading.NearestWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One table of a TOML file. Remembers what it was asked for, so that it knows what is unknown. */
final class TomlSection {
  private final String name;
  private final JsonNode node;
  private final Findings findings;
  private final TreeSet<String> known = new TreeSet<>();

  /**
   * @param name as in brackets; empty for the file's top level
   */
  TomlSection(String name, JsonNode node, Findings findings) {
    this.name = name;
    this.node = node;
    this.findings = findings;
  }

  /** A key as a message names it. */
  String place(String key) {
    return name.isEmpty() ? key : "[" + name + "] " + key;
  }

  boolean has(String key) {
    known.add(key);
    return node.has(key);
  }

  /** The table under a key; empty, with an error, if the key holds something else. */
  Optional<TomlSection> section(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    String path = name.isEmpty() ? key : name + "." + key;
    if (!node.get(key).isObject()) {
      findings.error("[" + path + "] is not a table");
      return Optional.empty();
    }
    return Optional.of(new TomlSection(path, node.get(key), findings));
  }

  Optional<String> text(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    JsonNode value = node.get(key);
    if (!value.isTextual() || value.textValue().isBlank()) {
      findings.error(place(key) + " is not a text that says something");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  String requiredText(String key) {
    boolean missing = !has(key);
    if (missing) {
      findings.error(place(key) + " is missing");
    }
    return text(key).orElse("");
  }

  int integer(String key, int fallback, int least, int most) {
    if (!has(key)) {
      return fallback;
    }
    JsonNode value = node.get(key);
    boolean fits = value.isIntegralNumber() && value.canConvertToInt();
    if (!fits || value.intValue() < least || value.intValue() > most) {
      findings.error(place(key) + " is not a whole number from " + least + " to " + most);
      return fallback;
    }
    return value.intValue();
  }

  Duration seconds(String key, double fallback, double least, double most) {
    double value = fallback;
    if (has(key)) {
      JsonNode written = node.get(key);
      if (written.isNumber() && written.doubleValue() >= least && written.doubleValue() <= most) {
        value = written.doubleValue();
      } else {
        findings.error(place(key) + " is not a number of seconds from " + least + " to " + most);
      }
    }
    return Duration.ofMillis(Math.round(value * 1000));
  }

  /**
   * A value that may stand in a file of its own; both at once are an error.
   *
   * @param fileKeys keys that name that file
   */
  Optional<SecretText> secret(String key, String... fileKeys) {
    Optional<SecretText> found = text(key).map(SecretText.Inline::new);
    String foundAt = key;
    for (String fileKey : fileKeys) {
      Optional<SecretText> inFile = file(fileKey).map(SecretText.InFile::new);
      if (inFile.isEmpty()) {
        continue;
      }
      if (found.isPresent()) {
        findings.error(place(foundAt) + " and " + place(fileKey) + " are both given");
      }
      found = inFile;
      foundAt = fileKey;
    }
    return found;
  }

  /** A readable file's path; a leading {@code ~/} is the user's home. */
  Optional<Path> file(String key) {
    Optional<Path> path = text(key).map(TomlSection::path);
    path.filter(file -> !Files.isReadable(file))
        .ifPresent(
            file -> findings.error(place(key) + " names " + file + ", which cannot be read"));
    return path;
  }

  static Path path(String written) {
    return written.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), written.substring(2))
        : Path.of(written);
  }

  /** Every key with its value as text, for a table whose keys are not ours. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      known.add(key);
      JsonNode value = node.get(key);
      if (value.isValueNode()) {
        texts.put(key, value.asText());
      } else {
        findings.error(place(key) + " is not a single value");
      }
    }
    return texts;
  }

  /** Keys that have no effect here but are no mistake. */
  void accept(String... keys) {
    for (String key : keys) {
      known.add(key);
    }
  }

  /** Warns of every key nobody asked for; to be called when everything known was asked for. */
  void warnOfUnknownKeys() {
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!known.contains(key)) {
        findings.warning(
            place(key) + " is not known and has no effect. " + NearestWord.remedy(key, known));
      }
    }
  }
}
