package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a pod's mount paths lie on this machine.
 *
 * @param directories by mount path, without a slash at the end
 */
record MountPaths(Map<String, Path> directories) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{mount:([^}]+)\\}");
  private static final String NOT_WITHIN_A_PATH = "(?<![\\w./-])";
  private static final String END_OF_A_NAME = "(?![\\w.-])";

  MountPaths {
    directories = Map.copyOf(directories);
  }

  /** The mounts of every container of the pod. */
  static MountPaths of(JsonNode podSpec, Path volumes) {
    Map<String, Path> directories = new HashMap<>();
    for (JsonNode container : podSpec.path("containers")) {
      for (JsonNode mount : container.path("volumeMounts")) {
        String path = JsonNodes.text(mount, "mountPath").replaceAll("/+$", "");
        directories.put(path, volumes.resolve(JsonNodes.text(mount, "name")));
      }
    }
    return new MountPaths(directories);
  }

  /** The text with every path at or below a mount path replaced by the real one. */
  String translate(String text) {
    if (directories.isEmpty()) {
      return text;
    }
    String alternatives =
        directories.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return Pattern.compile(NOT_WITHIN_A_PATH + "(" + alternatives + ")" + END_OF_A_NAME)
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(directories.get(found.group(1)).toString()));
  }

  /**
   * The image's own text, in which {@code {mount:/path}} stands for a mount's real directory, or
   * for the path itself where nothing is mounted.
   */
  String resolve(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> {
              Path real = directories.get(found.group(1));
              return Matcher.quoteReplacement(real == null ? found.group(1) : real.toString());
            });
  }
}
