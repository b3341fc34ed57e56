package dev.datamigration.model.error;

/**
 * What can be wrong with a configuration. None goes away by trying again. 100–109 reading, 110–119
 * the workflow, 120–129 names, 130–149 a table's settings, 150–159 warnings, 190–199 what this
 * version does not carry out yet.
 */
public enum ConfigurationErrorCode implements ErrorCode {
  /** The text is not JSON, or not YAML. */
  NOT_READABLE("DMW-100"),
  /** A key occurs twice in one object. */
  DUPLICATE_KEY("DMW-101"),
  /** A key nobody knows. */
  UNKNOWN_KEY("DMW-102"),
  /** A value of another type than the key has. */
  WRONG_TYPE("DMW-103"),
  /** A word that is not among those allowed. */
  UNKNOWN_VALUE("DMW-104"),
  /** A number outside of its range. */
  OUT_OF_RANGE("DMW-105"),
  /** A text that is empty, too long, or holds what it must not. */
  BAD_TEXT("DMW-106"),
  /** A key that must be there is not. */
  MISSING_KEY("DMW-107"),

  /** schemaVersion is of a major nobody knows, or no version. */
  UNSUPPORTED_SCHEMA_VERSION("DMW-110"),
  /** No table, or none in the list. */
  NO_TABLES("DMW-111"),
  /** preflightKeepSchema without preflight. */
  KEEP_SCHEMA_WITHOUT_PREFLIGHT("DMW-112"),
  /** Two tables of one workflow would fill one target. */
  SAME_TARGET_TWICE("DMW-113"),
  /** The document is not a workflow of this version. */
  NOT_A_WORKFLOW("DMW-114"),

  /** A name its database would not read as one identifier. */
  INVALID_IDENTIFIER("DMW-120"),
  /** A part of the source's name is missing after merging. */
  MISSING_SOURCE_NAME("DMW-121"),
  /** A part of the target's name is missing after merging. */
  MISSING_TARGET_NAME("DMW-122"),
  /** A list names a column twice. */
  DUPLICATE_COLUMN("DMW-123"),
  /** Two columns of a table would get one name in the target. */
  CONFLICTING_COLUMN_NAMES("DMW-124"),
  /** A mapping names a column the source table does not have. */
  UNKNOWN_COLUMN("DMW-125"),

  /** Two spellings of the partition size together, or two sizes in one. */
  CONFLICTING_PARTITION_SIZES("DMW-130"),
  /** unload from a source that cannot. */
  UNLOAD_NEEDS_REDSHIFT("DMW-131"),
  /** unload without a stage, or with something that is not DB.SCHEMA.STAGE. */
  UNLOAD_NEEDS_STAGE("DMW-132"),
  /** A setting that only means something together with another one that is not set so. */
  SETTING_WITHOUT_EFFECT("DMW-133"),
  /** The watermark strategy without its column. */
  WATERMARK_NEEDS_COLUMN("DMW-134"),
  /** Tracking without keys: the list is given and empty. */
  TRACKING_NEEDS_KEYS("DMW-135"),
  /** A column is excluded and used. */
  EXCLUDED_COLUMN_USED("DMW-136"),
  /** Two mappings or transforms for one source. */
  DUPLICATE_MAPPING("DMW-137"),
  /** A part of a mapping or transform is missing. */
  INCOMPLETE_MAPPING("DMW-138"),
  /** A transform selects columns in no way, or in more than one. */
  TRANSFORM_SELECTOR("DMW-139"),
  /** An expression does not mention the column. */
  PLACEHOLDER_MISSING("DMW-140"),
  /** An Iceberg setting that contradicts another, or lacks one. */
  ICEBERG_SETTINGS("DMW-141"),
  /** A pattern that is not written as one. */
  BAD_PATTERN("DMW-142"),

  /** An empty partition key: the table is one partition. */
  ONE_PARTITION("DMW-150"),
  /** Two tables of one workflow read the same source table. */
  SAME_SOURCE_TWICE("DMW-151"),
  /** A setting of the default that no table can inherit. */
  NOT_INHERITED("DMW-152"),

  /** A feature of the form that this version does not carry out yet. */
  NOT_SUPPORTED_YET("DMW-190");

  private final String code;

  ConfigurationErrorCode(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public ErrorClass errorClass() {
    return ErrorClass.PERMANENT;
  }

  /** Whether a configuration with this may run all the same. */
  public boolean isWarning() {
    return code.startsWith("DMW-15");
  }
}
