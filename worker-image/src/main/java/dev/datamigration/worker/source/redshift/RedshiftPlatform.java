package dev.datamigration.worker.source.redshift;

import dev.datamigration.model.config.Platform;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.SourcePlatform;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.jdbc.JdbcSource;

/** Amazon Redshift, provisioned or serverless, by user name and password. */
public final class RedshiftPlatform implements SourcePlatform {
  @Override
  public String word() {
    return Platform.REDSHIFT.word();
  }

  @Override
  public Source open(SourceSettings settings) {
    return new JdbcSource(new RedshiftSessions(settings), new RedshiftDialect());
  }
}
