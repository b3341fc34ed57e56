package dev.datamigration.worker.source.redshift;

import dev.datamigration.worker.source.jdbc.SelectSyntax;
import java.util.Locale;

/** As usual, but for a sample. */
final class RedshiftSyntax implements SelectSyntax {
  static final RedshiftSyntax INSTANCE = new RedshiftSyntax();

  private RedshiftSyntax() {}

  /** Reads the key's blocks only; what it saves is ordering every row. */
  @Override
  public Sample sample(double fraction) {
    return new Sample("", String.format(Locale.ROOT, "random() < %.9f", fraction));
  }
}
