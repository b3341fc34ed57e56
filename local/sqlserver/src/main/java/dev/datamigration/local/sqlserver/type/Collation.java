package dev.datamigration.local.sqlserver.type;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The collations the stand-in knows: how text compares and in which encoding varchar travels. */
public enum Collation {
  SQL_LATIN1("SQL_Latin1_General_CP1_CI_AS", 0x00D00409, 52, false),
  LATIN1("Latin1_General_CI_AS", 0x00D00409, 0, false),
  LATIN1_100("Latin1_General_100_CI_AS", 0x20D00409, 0, false),
  LATIN1_100_SC("Latin1_General_100_CI_AS_SC", 0x20D00409, 0, false),
  LATIN1_CS("Latin1_General_CS_AS", 0x00C00409, 0, true),
  SQL_LATIN1_CS("SQL_Latin1_General_CP1_CS_AS", 0x00C00409, 51, true),
  LATIN1_BIN("Latin1_General_BIN", 0x01000409, 0, true),
  LATIN1_BIN2("Latin1_General_BIN2", 0x02000409, 0, true),
  LATIN1_100_BIN2("Latin1_General_100_BIN2", 0x22000409, 0, true),
  UTF8("Latin1_General_100_CI_AS_SC_UTF8", 0x24D00409, 0, false),
  UTF8_BIN2("Latin1_General_100_BIN2_UTF8", 0x26000409, 0, true);

  public static final Collation DEFAULT = SQL_LATIN1;

  private final String collationName;
  private final int info;
  private final int sortId;
  private final boolean caseSensitive;

  Collation(String collationName, int info, int sortId, boolean caseSensitive) {
    this.collationName = collationName;
    this.info = info;
    this.sortId = sortId;
    this.caseSensitive = caseSensitive;
  }

  public static Optional<Collation> of(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    if (wanted.equals("database_default")) {
      return Optional.of(DEFAULT);
    }
    return Arrays.stream(values())
        .filter(each -> each.collationName.toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }

  public String collationName() {
    return collationName;
  }

  /** Language, comparison flags and version as TDS packs them. */
  public int info() {
    return info;
  }

  public int sortId() {
    return sortId;
  }

  public boolean caseSensitive() {
    return caseSensitive;
  }

  /** Of char, varchar and text. */
  public Charset charset() {
    return this == UTF8 || this == UTF8_BIN2
        ? StandardCharsets.UTF_8
        : Charset.forName("windows-1252");
  }
}
