package dev.datamigration.model.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamigration.model.config.PartitionSize;
import dev.datamigration.model.config.WorkflowConfiguration;
import dev.datamigration.model.error.ConfigurationProblem;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  private final ConfigurationReader reader = new ConfigurationReader();

  @Test
  void everyKeySurvivesReadingAndWriting() throws IOException {
    JsonNode written = everyKey();
    Reading<WorkflowConfiguration> reading = reader.read(written);
    assertThat(reading.problems()).isEmpty();
    assertThat(new ObjectMapper().readTree(reader.write(reading.value()).toString()))
        .isEqualTo(written);
    assertThat(reader.read(reader.write(reading.value())).value()).isEqualTo(reading.value());
  }

  @Test
  void thatDocumentHoldsEveryKeyThereIs() throws IOException {
    Set<String> inDocument = new TreeSet<>();
    keysOf(everyKey(), "", inDocument);
    Set<String> inRecords = new TreeSet<>();
    keysOf(WorkflowConfiguration.class, "", inRecords);
    assertThat(inDocument).isEqualTo(inRecords);
  }

  private static JsonNode everyKey() throws IOException {
    try (InputStream in = ConfigurationReaderTest.class.getResourceAsStream("every-key.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static void keysOf(JsonNode json, String path, Set<String> keys) {
    json.forEach(element -> keysOf(element, path, json.isArray() ? keys : new TreeSet<>()));
    json.properties()
        .forEach(
            entry -> {
              keys.add(path + entry.getKey());
              keysOf(entry.getValue(), path + entry.getKey() + ".", keys);
            });
  }

  private static void keysOf(Type type, String path, Set<String> keys) {
    if (type instanceof ParameterizedType list) {
      keysOf(list.getActualTypeArguments()[0], path, keys);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      for (RecordComponent component : record.getRecordComponents()) {
        keys.add(path + component.getName());
        keysOf(component.getGenericType(), path + component.getName() + ".", keys);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'auto'", "{targetSizeMb:64}", "{maxRowsPerPartition:9000000000}"})
  void everyFormOfPartitionSizeIsWrittenAsItWasRead(String form) {
    JsonNode written = Relaxed.json("{tables:[{partitionSize:" + form + "}]}");
    assertThat(reader.write(reader.read(written).value())).hasToString(written.toString());
  }

  @Test
  void autoIsNotTheSameAsNotSaid() {
    assertThat(Relaxed.table("{partitionSize:'auto'}").partitionSize())
        .isEqualTo(PartitionSize.AUTO);
    assertThat(Relaxed.table("{partitionSize:null}").partitionSize()).isNull();
    assertThat(Relaxed.table("{columnNamesToPartitionBy:[]}").columnNamesToPartitionBy()).isEmpty();
    assertThat(Relaxed.table("{}").columnNamesToPartitionBy()).isNull();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(
            "{tables:[{},{},{source:{tabelName:'t'}}]}",
            "DMW-102: unknown key tabelName at tables[2].source.tabelName. The nearest known is"
                + " tableName."),
        arguments(
            "{affinty:'a'}",
            "DMW-102: unknown key affinty at affinty. The nearest known is affinity."),
        arguments(
            "{tables:[{synchronization:{wat:1}}]}",
            "DMW-102: unknown key wat at tables[0].synchronization.wat. Known here: strategy,"
                + " onExistingRows, watermarkColumn, trackModifications, trackDeletions,"
                + " checksumExpression."),
        arguments("{'a b':1}", "DMW-102: unknown key a b at ['a b']. "),
        arguments("{'a\\nb':1}", "DMW-102: unknown key a\uFFFDb at ['a\uFFFDb']. "),
        arguments("[]", "DMW-103: expected an object, found an empty list. Write an object."),
        arguments(
            "{tables:{}}",
            "DMW-103: expected a list, found an empty object at tables. Write a list."),
        arguments(
            "{schemaVersion:1.0}",
            "DMW-103: expected text, found the number 1.0 at schemaVersion. Put it in quotes:"
                + " \"1.0\"."),
        arguments(
            "{preflight:'true'}",
            "DMW-103: expected true or false, found the text \"true\" at preflight. "),
        arguments(
            "{tables:[{targetPartitionSizeMb:'64'}]}",
            "DMW-103: expected a whole number, found the text \"64\" at"
                + " tables[0].targetPartitionSizeMb. "),
        arguments("{tables:[{targetPartitionSizeMb:1.5}]}", "DMW-103: expected a whole number"),
        arguments("{tables:[{samplingTargetRows:1e3}]}", "DMW-103: expected a whole number"),
        arguments("{tables:[null]}", "DMW-103: the list holds nothing at tables[0]. "),
        arguments(
            "{tables:[{primaryKeyColumns:['a',null]}]}",
            "DMW-103: the list holds nothing at tables[0].primaryKeyColumns[1]. "),
        arguments(
            "{tables:[{partitionSize:5}]}",
            "DMW-103: expected auto or an object with a size, found the number 5 at"
                + " tables[0].partitionSize. Write auto, {targetSizeMb: n} or"
                + " {maxRowsPerPartition: n}."),
        arguments("{tables:[{partitionSize:{}}]}", "DMW-103: expected auto"),
        arguments("{tables:[{partitionSize:'Auto'}]}", "DMW-104: unknown value Auto at"),
        arguments(
            "{tables:[{partitionSize:{targetSizeMB:5}}]}",
            "DMW-102: unknown key targetSizeMB at tables[0].partitionSize.targetSizeMB. The nearest"
                + " known is targetSizeMb."),
        arguments(
            "{cleanUpTransientResources:'onSuccess'}",
            "DMW-104: unknown value onSuccess; allowed are never, on-success, always at"
                + " cleanUpTransientResources. The nearest is on-success."),
        arguments(
            "{tables:[{extraction:{strategy:'tpt'}}]}",
            "DMW-104: unknown value tpt; allowed are regular, unload at"
                + " tables[0].extraction.strategy. Write one of these."),
        arguments("{tables:[{extraction:{strategy:1}}]}", "DMW-103: expected one of regular"),
        arguments(
            "{tables:[{targetPartitionSizeMb:2147483648}]}",
            "DMW-105: 2147483648 is too large at tables[0].targetPartitionSizeMb. Write a number of"
                + " at most 2147483647."),
        arguments(
            "{tables:[{samplingTargetRows:9223372036854775808}]}", "DMW-105: 9223372036854775808"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsWrongIsSaidWithItsPlaceAndTheWayOut(String text, String message) {
    Reading<WorkflowConfiguration> reading = reader.read(Relaxed.json(text));
    assertThat(reading.value()).isNull();
    assertThat(reading.problems())
        .singleElement()
        .extracting(ConfigurationProblem::message)
        .asString()
        .startsWith(message);
  }

  @Test
  void everythingWrongIsReportedAtOnce() {
    List<String> paths = new ArrayList<>();
    reader
        .read(
            Relaxed.json(
                "{x:1,tables:[{source:3,target:{tableType:'icebreg'}},{y:1}],preflight:'no'}"))
        .problems()
        .forEach(problem -> paths.add(problem.path()));
    assertThat(paths)
        .containsExactly(
            "x", "tables[0].source", "tables[0].target.tableType", "tables[1].y", "preflight");
  }

  @Test
  void aLongValueIsCutInMessages() throws JsonProcessingException {
    String json = "{\"" + "k".repeat(40_000) + "😀\": 1}";
    ConfigurationProblem problem = reader.read(new ObjectMapper().readTree(json)).problems().get(0);
    assertThat(problem.message()).hasSizeLessThan(2_000);
  }
}
