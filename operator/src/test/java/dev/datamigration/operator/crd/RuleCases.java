package dev.datamigration.operator.crd;

import java.util.List;

/** For each rule of a definition an object it takes and one it refuses. */
final class RuleCases {
  /**
   * One rule.
   *
   * @param message how the rule's message begins
   * @param accepted an object the rule takes; of a transition rule, the change it takes
   * @param refused an object the rule refuses; of a transition rule, the change it refuses
   * @param before the object before the change; null if the rule is about one object
   */
  record RuleCase(String message, String accepted, String refused, String before) {
    @Override
    public String toString() {
      return message;
    }
  }

  private static final String NAMES =
      """
      defaultTableConfiguration:
        source: {databaseName: erp, schemaName: public}
        target: {databaseName: LAKE, schemaName: ERP}
      """;

  private static final String TABLE =
      """
      tables:
      - source: {tableName: orders}
        target: {tableName: ORDERS}
      """;

  private RuleCases() {}

  static List<RuleCase> onOneObject() {
    return List.of(
        of(
            "the workflow's name is too long",
            named("a".repeat(52), workflow(NAMES + TABLE)),
            named("a".repeat(53), workflow(NAMES + TABLE))),
        of(
            "the pool's name is too long",
            named("a".repeat(52), pool("")),
            named("a".repeat(53), pool(""))),
        of(
            "there is no schema to keep without a preflight",
            workflow("preflight: true\npreflightKeepSchema: true\n" + NAMES + TABLE),
            workflow("preflightKeepSchema: true\n" + NAMES + TABLE)),
        of(
            "a table to read is not named in full",
            workflow(NAMES + TABLE),
            workflow(NAMES.replace(", schemaName: public", "") + TABLE)),
        of(
            "a table to fill is not named in full",
            workflow(NAMES + TABLE),
            workflow(NAMES.replace("databaseName: LAKE, ", "") + TABLE)),
        of(
            "a table to fill has no name",
            workflow(NAMES + "tables: [{source: {tableName: 'ord*'}}]\n"),
            workflow(NAMES + "tables: [{source: {tableName: orders}}]\n")),
        of(
            "extraction strategy unload needs a stage",
            workflow(
                NAMES
                    + "  extraction: {externalStage: A.B.C}\n"
                    + TABLE
                    + "  extraction: {strategy: unload}\n"),
            workflow(NAMES + "  extraction: {strategy: unload}\n" + TABLE)),
        of(
            "synchronization strategy watermark needs a column",
            workflow(
                NAMES
                    + "  synchronization: {strategy: watermark}\n"
                    + TABLE
                    + "  synchronization: {watermarkColumn: changed}\n"),
            workflow(NAMES + TABLE + "  synchronization: {strategy: watermark}\n")),
        of(
            "trackModifications and trackDeletions match rows by their keys",
            workflow(NAMES + TABLE + watermark("trackModifications: true")),
            workflow(
                NAMES
                    + "  primaryKeyColumns: []\n"
                    + TABLE
                    + watermark("trackModifications: true"))),
        of(
            "the partition size is given in megabytes and in rows",
            workflow(NAMES + TABLE + "  targetPartitionSizeMb: 64\n"),
            workflow(
                NAMES + TABLE + "  targetPartitionSizeMb: 64\n  targetPartitionSizeRows: 5\n")),
        of(
            "partitions are to be larger than maxPartitionSizeRows allows",
            workflow(NAMES + TABLE + "  targetPartitionSizeRows: 5\n  maxPartitionSizeRows: 5\n"),
            workflow(NAMES + TABLE + "  targetPartitionSizeRows: 6\n  maxPartitionSizeRows: 5\n")),
        of(
            "a transform selects its columns in one way",
            workflow(NAMES + TABLE + "  customColumnTransforms: [{column: a, targetType: DATE}]\n"),
            workflow(NAMES + TABLE + "  customColumnTransforms: [{column: a, dataType: xml}]\n")),
        of(
            "minReplicas is larger than maxReplicas",
            workflow(NAMES + TABLE + "workers: {minReplicas: 2, maxReplicas: 2}\n"),
            workflow(NAMES + TABLE + "workers: {minReplicas: 2}\n")),
        of(
            "minReplicas is larger than maxReplicas",
            pool("minReplicas: 2\nmaxReplicas: 2\n"),
            pool("minReplicas: 2\n")),
        of(
            "auth type iam is for platform redshift",
            source("redshift", "{type: iam, clusterId: c, region: eu-central-1, username: u}"),
            source("postgresql", "{type: iam, clusterId: c, region: eu-central-1, username: u}")),
        of(
            "auth type password needs secretRef",
            source("postgresql", "{secretRef: {name: erp-source}}"),
            source("postgresql", "{}")),
        of(
            "auth type iam needs clusterId, region and username",
            source("redshift", "{type: iam, clusterId: c, region: eu-central-1, username: u}"),
            source("redshift", "{type: iam, clusterId: c, username: u}")),
        of(
            "clusterId, region and username are for auth type iam",
            source("redshift", "{secretRef: {name: s}}"),
            source("redshift", "{secretRef: {name: s}, username: u}")),
        of(
            "a driver's option is named by",
            source("postgresql", "{secretRef: {name: s}}") + "  options: {sslmode: require}\n",
            source("postgresql", "{secretRef: {name: s}}") + "  options: {'a b': require}\n"),
        of(
            "exactly one of account and url is needed",
            snowflake("account: a", "{type: pat, secretRef: {name: s}}"),
            snowflake("account: a\n  url: 'https://a'", "{type: pat, secretRef: {name: s}}")),
        of(
            "this auth type needs secretRef",
            snowflake("account: a", "{type: keyPair, secretRef: {name: s}}"),
            snowflake("account: a", "{type: keyPair}")),
        of(
            "provider and auth type workloadIdentity belong together",
            snowflake("account: a", "{type: workloadIdentity, provider: AWS}"),
            snowflake("account: a", "{type: workloadIdentity}")),
        of(
            "provider OIDC needs secretRef",
            snowflake(
                "account: a", "{type: workloadIdentity, provider: OIDC, secretRef: {name: s}}"),
            snowflake("account: a", "{type: workloadIdentity, provider: OIDC}")));
  }

  /** Of workflows: the change is made once not started and once started. */
  static List<RuleCase> onStartedWorkflows() {
    String before = workflow(NAMES + TABLE);
    return List.of(
        new RuleCase(
            "the workflow has started, so its connections cannot change",
            workflow("suspend: true\n" + NAMES + TABLE),
            before.replace("name: erp}", "name: crm}"),
            before),
        new RuleCase(
            "the workflow has started, so its affinity cannot change",
            workflow("workers: {maxReplicas: 3}\n" + NAMES + TABLE),
            workflow("affinity: emea\n" + NAMES + TABLE),
            before),
        new RuleCase(
            "the workflow has started, so no table's source or target can change",
            workflow(
                NAMES + TABLE + "  whereClauseCriteria: id > 5\n  suspend: true\n  cancel: true\n"),
            before.replace("tableName: ORDERS", "tableName: ORDERS2"),
            before),
        new RuleCase(
            "the workflow has started, so no table's source or target can change",
            workflow(NAMES + TABLE + "  partitionSize: {targetSizeMb: 64}\n"),
            workflow(NAMES + TABLE + "- {source: {tableName: a}, target: {tableName: A}}\n"),
            before),
        new RuleCase(
            "the workflow has started, so source and target of defaultTableConfiguration cannot",
            workflow(NAMES + "  partitionSize: auto\n" + TABLE),
            before.replace("schemaName: ERP", "schemaName: CRM"),
            before));
  }

  static List<RuleCase> onChanges() {
    String sourceBefore = source("redshift", "{secretRef: {name: s}}");
    String snowflakeBefore = snowflake("account: a", "{type: pat, secretRef: {name: s}}");
    return List.of(
        new RuleCase(
            "a pool's connections and affinity cannot change",
            pool("replicas: 3\n"),
            pool("affinity: emea\n"),
            pool("")),
        new RuleCase(
            "a connection's platform cannot change",
            sourceBefore.replace("h.internal", "i.internal"),
            sourceBefore.replace("redshift", "postgresql"),
            sourceBefore),
        new RuleCase(
            "the ledger's place cannot change",
            snowflakeBefore + "  warehouse: W\n",
            snowflakeBefore + "  metadata: {database: OTHER}\n",
            snowflakeBefore));
  }

  private static RuleCase of(String message, String accepted, String refused) {
    return new RuleCase(message, accepted, refused, null);
  }

  private static String watermark(String more) {
    return "  synchronization: {strategy: watermark, watermarkColumn: changed, " + more + "}\n";
  }

  private static String named(String name, String object) {
    return object.replace("name: subject", "name: " + name);
  }

  static String workflow(String spec) {
    return object(
        "DataMigrationWorkflow",
        "sourceConnectionRef: {name: erp}\nsnowflakeConnectionRef: {name: warehouse}\n" + spec);
  }

  private static String pool(String spec) {
    return object(
        "WorkerPool",
        "sourceConnectionRef: {name: erp}\nsnowflakeConnectionRef: {name: warehouse}\n" + spec);
  }

  private static String source(String platform, String auth) {
    return object(
        "SourceConnection",
        "platform: %s\nhost: h.internal\ndatabase: erp\nauth: %s\n".formatted(platform, auth));
  }

  private static String snowflake(String address, String auth) {
    return object("SnowflakeConnection", address.replace("\n  ", "\n") + "\nauth: " + auth + "\n");
  }

  private static String object(String kind, String spec) {
    return """
    apiVersion: datamigration.dev/v1alpha1
    kind: %s
    metadata: {name: subject, namespace: default}
    spec:
    %s"""
        .formatted(kind, spec.indent(2));
  }
}
