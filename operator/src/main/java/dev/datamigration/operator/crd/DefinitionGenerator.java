package dev.datamigration.operator.crd;

import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.resource.SourceConnection;
import dev.datamigration.operator.resource.WorkerPool;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the definitions of our kinds from their classes. Used when the project is built only. */
public final class DefinitionGenerator {
  /** The kinds, in the order they are documented. */
  public static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          DataMigrationWorkflow.class,
          WorkerPool.class,
          SourceConnection.class,
          SnowflakeConnection.class);

  private static final String HEADER =
      "# Generated from dev.datamigration.operator.resource; to change it: "
          + "./mvnw -q -pl operator -am -Pgenerate process-classes\n";

  private DefinitionGenerator() {}

  /** The text of each definition by the name of its file, which is the definition's name. */
  public static Map<String, String> yaml() {
    MemoryOutput output = new MemoryOutput();
    new CRDGenerator()
        .customResourceClasses(KINDS)
        .forCRDVersions("v1")
        .withMinQuotes(true)
        .withParallelGenerationEnabled(false)
        .withPostProcessor(new DefinitionRefinement(KINDS))
        .withOutput(output)
        .generate();
    Map<String, String> files = new TreeMap<>();
    output.written.forEach(
        (name, bytes) ->
            files.put(
                name.replaceFirst("-v1$", "") + ".yaml",
                HEADER + withoutFirstLine(bytes.toString(StandardCharsets.UTF_8))));
    return files;
  }

  /** Each definition, in the order of {@link #KINDS}. */
  public static List<CustomResourceDefinition> definitions() {
    Map<String, String> files = yaml();
    List<CustomResourceDefinition> definitions = new ArrayList<>();
    for (Class<? extends HasMetadata> kind : KINDS) {
      definitions.add(
          Serialization.unmarshal(
              files.get(HasMetadata.getFullResourceName(kind) + ".yaml"),
              CustomResourceDefinition.class));
    }
    return definitions;
  }

  private static String withoutFirstLine(String text) {
    return text.substring(text.indexOf('\n') + 1);
  }

  private static final class MemoryOutput implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

    @Override
    public ByteArrayOutputStream outputFor(String name) {
      return written.computeIfAbsent(name, any -> new ByteArrayOutputStream());
    }

    @Override
    public URI crdURI(String name) {
      // Only reported, but must be of a file.
      return Path.of(name).toUri();
    }

    @Override
    public void close() {
      // Nothing is open: everything is in memory.
    }
  }
}
