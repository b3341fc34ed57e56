package dev.datamigration.local.snowflake.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import dev.datamigration.local.snowflake.engine.StatementResult.Upload;
import dev.datamigration.local.snowflake.execution.FinishedQuery;
import dev.datamigration.local.snowflake.execution.QueryOutcome;
import dev.datamigration.local.snowflake.execution.RunningQuery;
import dev.datamigration.local.snowflake.execution.StatementTypes;
import dev.datamigration.local.snowflake.result.StoredChunk;
import dev.datamigration.local.snowflake.result.StoredRows;
import dev.datamigration.local.snowflake.text.SqlText;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A statement's end in the protocol's form. */
final class QueryAnswer {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Large enough for any file: the size from which the driver would upload in parts. */
  private static final long PART_THRESHOLD_BYTES = 209_715_200L;

  private final String serverUrl;

  /**
   * @param serverUrl where chunks are fetched from
   */
  QueryAnswer(String serverUrl) {
    this.serverUrl = serverUrl;
  }

  ObjectNode of(RunningQuery query, FinishedQuery end) {
    QueryOutcome outcome = end.outcome();
    if (outcome instanceof QueryOutcome.Failed failed) {
      return Answers.error(failed.error(), query.id());
    }
    ObjectNode data = JSON.objectNode();
    if (outcome instanceof QueryOutcome.UploadGranted granted) {
      upload(data, granted.upload());
    } else if (outcome instanceof QueryOutcome.Answered answered) {
      rows(data, answered.rows());
    }
    String sql = query.request().sql();
    data.put("queryId", query.id());
    data.put("numberOfBinds", SqlText.bindCount(sql));
    data.put("arrayBindSupported", takesBatches(sql));
    data.set("parameters", Answers.parameters(end.changedParameters()));
    identity(data, end.identity());
    return Answers.success(data);
  }

  private static boolean takesBatches(String sql) {
    return switch (SqlText.firstWord(sql)) {
      case "INSERT", "UPDATE", "DELETE", "MERGE" -> true;
      default -> false;
    };
  }

  private static void identity(ObjectNode data, SessionIdentity identity) {
    data.put("finalDatabaseName", identity.database());
    data.put("finalSchemaName", identity.schema());
    data.put("finalWarehouseName", identity.warehouse());
    data.put("finalRoleName", identity.role());
  }

  private void rows(ObjectNode data, StoredRows rows) {
    data.put("statementTypeId", rows.statementTypeId());
    data.put("version", 1);
    data.put("queryResultFormat", "json");
    data.put("total", rows.total());
    data.put("returned", rows.total());
    columns(data.putArray("rowtype"), rows.columns());
    ArrayNode cells = data.putArray("rowset");
    for (String[] row : rows.inline()) {
      ArrayNode line = cells.addArray();
      for (String cell : row) {
        line.add(cell);
      }
    }
    if (!rows.chunks().isEmpty()) {
      chunks(data, rows.chunks());
    }
  }

  private static void columns(ArrayNode rowtype, List<ResultColumn> columns) {
    for (ResultColumn column : columns) {
      ObjectNode type = rowtype.addObject();
      type.put("name", column.name());
      type.put("database", "");
      type.put("schema", "");
      type.put("table", "");
      type.put("type", column.type().toLowerCase(Locale.ROOT));
      type.put("precision", column.precision());
      type.put("scale", column.scale());
      type.put("length", column.length());
      type.put("byteLength", column.byteLength());
      type.put("nullable", column.nullable());
      type.putNull("collation");
    }
  }

  private void chunks(ObjectNode data, List<StoredChunk> chunks) {
    data.set("chunkHeaders", JSON.objectNode());
    ArrayNode list = data.putArray("chunks");
    for (StoredChunk chunk : chunks) {
      Path file = chunk.file();
      ObjectNode entry = list.addObject();
      entry.put(
          "url",
          serverUrl
              + ChunkHandler.PATH
              + file.getParent().getFileName()
              + "/"
              + file.getFileName());
      entry.put("rowCount", chunk.rows());
      entry.put("uncompressedSize", chunk.uncompressedBytes());
      entry.put("compressedSize", chunk.compressedBytes());
    }
  }

  private static void upload(ObjectNode data, Upload upload) {
    data.put("statementTypeId", StatementTypes.PUT);
    data.put("command", "UPLOAD");
    data.putArray("src_locations").add(upload.sourcePath());
    data.put("parallel", upload.parallel());
    data.put("threshold", PART_THRESHOLD_BYTES);
    data.put("autoCompress", upload.autoCompress());
    data.put("overwrite", upload.overwrite());
    data.put("sourceCompression", upload.sourceCompression().toLowerCase(Locale.ROOT));
    data.put("clientShowEncryptionParameter", false);
    data.putNull("encryptionMaterial");
    ObjectNode stage = data.putObject("stageInfo");
    stage.put("locationType", "LOCAL_FS");
    stage.put("location", upload.stageDirectory());
    stage.put("path", "");
    stage.putNull("region");
    stage.putNull("storageAccount");
    stage.put("isClientSideEncrypted", false);
    stage.putObject("creds");
    stage.putNull("presignedUrl");
    stage.putNull("endPoint");
  }
}
