package dev.datamigration.operator.pool;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.operator.connection.SecretReader;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.resource.SecretKeys;
import java.time.Duration;

/**
 * Whether the workers' private key is encrypted, which only their Secret says: the worker must not
 * be told of a file that is not there. Looks at each Secret at most every half minute.
 */
final class PassphrasePresence {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final SecretReader secrets;
  private final Cache<ObjectKey, Boolean> known =
      CacheBuilder.newBuilder().expireAfterWrite(REMEMBERED).build();

  PassphrasePresence(SecretReader secrets) {
    this.secrets = secrets;
  }

  /**
   * @throws DmwException if the Secret does not exist or may not be read
   */
  boolean isIn(ObjectKey secret) {
    Boolean remembered = known.getIfPresent(secret);
    if (remembered != null) {
      return remembered;
    }
    boolean present =
        secrets.read(secret.namespace(), secret.name()).find(SecretKeys.PASSPHRASE).isPresent();
    known.put(secret, present);
    return present;
  }
}
