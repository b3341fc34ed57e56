package dev.datamigration.local.cluster.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One JSON file per object: {@code objects/<group or core>/<plural>/<namespace or _>/<name>.json}.
 * A write replaces the whole file atomically, so a crash leaves either the old or the new state.
 */
public final class ObjectFiles {
  private static final long VERSION_BLOCK = 10_000;
  private static final String CORE = "core";
  private static final String CLUSTER_SCOPED = "_";

  private final Path objects;
  private final Path versions;

  public ObjectFiles(Path directory) {
    this.objects = directory.resolve("objects");
    this.versions = directory.resolve("resource-version");
    try {
      Files.createDirectories(objects);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + objects, e);
    }
  }

  Map<ObjectKey, ObjectNode> load() {
    Map<ObjectKey, ObjectNode> loaded = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(objects)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      for (Path file : found) {
        JsonNode object = JsonNodes.mapper().readTree(file.toFile());
        loaded.put(keyOf(objects.relativize(file)), (ObjectNode) object);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the stored objects below " + objects, e);
    }
    return loaded;
  }

  void write(ObjectKey key, ObjectNode object) {
    Path file = fileOf(key);
    try {
      Files.createDirectories(file.getParent());
      replace(file, JsonNodes.write(object));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store " + file, e);
    }
  }

  void delete(ObjectKey key) {
    try {
      Files.deleteIfExists(fileOf(key));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + fileOf(key), e);
    }
  }

  /** The highest version that may have been handed out. */
  long reservedVersions() {
    try {
      return Files.exists(versions) ? Long.parseLong(Files.readString(versions).strip()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + versions, e);
    }
  }

  /** Records that versions from {@code next} on are handed out; answers up to which. */
  long reserveVersions(long next) {
    long upTo = next + VERSION_BLOCK;
    try {
      replace(versions, Long.toString(upTo));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + versions, e);
    }
    return upTo;
  }

  private static void replace(Path file, String content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path fileOf(ObjectKey key) {
    String group = key.resource().group().isEmpty() ? CORE : key.resource().group();
    String namespace = key.namespace().isEmpty() ? CLUSTER_SCOPED : key.namespace();
    return objects
        .resolve(group)
        .resolve(key.resource().plural())
        .resolve(namespace)
        .resolve(URLEncoder.encode(key.name(), StandardCharsets.UTF_8) + ".json");
  }

  private static ObjectKey keyOf(Path file) {
    String group = file.getName(0).toString();
    String namespace = file.getName(2).toString();
    String name = file.getName(3).toString();
    return new ObjectKey(
        new GroupResource(group.equals(CORE) ? "" : group, file.getName(1).toString()),
        namespace.equals(CLUSTER_SCOPED) ? "" : namespace,
        URLDecoder.decode(
            name.substring(0, name.length() - ".json".length()), StandardCharsets.UTF_8));
  }
}
