package dev.datamigration.operator.connection;

import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.ledger.connection.SnowflakeLogin.Credential;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.object.ObjectKeys;
import dev.datamigration.operator.resource.SecretKeys;
import dev.datamigration.operator.resource.SnowflakeAuthentication;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.resource.SnowflakeConnectionSpec;

/** What a SnowflakeConnection says, in the words of the ledger; its Secret is read. */
final class SnowflakeLogins {
  private final SecretReader secrets;

  SnowflakeLogins(SecretReader secrets) {
    this.secrets = secrets;
  }

  /**
   * The intent for the engine.
   *
   * @throws DmwException if the Secret lacks something or a name is none
   */
  SnowflakeIntent intent(SnowflakeConnection connection) {
    SnowflakeConnectionSpec spec = connection.getSpec();
    return new SnowflakeIntent(
        ObjectKeys.of(connection),
        connection.getMetadata().getGeneration(),
        new SnowflakeLogin(
            spec.effectiveUrl(),
            spec.account(),
            spec.role(),
            spec.warehouse(),
            credential(connection.getMetadata().getNamespace(), spec.auth())),
        LedgerLocations.of(spec.metadata()),
        spec.workers() == null ? null : spec.workers().role());
  }

  private Credential credential(String namespace, SnowflakeAuthentication auth) {
    return switch (auth.type()) {
      case PAT ->
          new SnowflakeLogin.ProgrammaticAccessToken(
              secret(namespace, auth).require(SecretKeys.TOKEN));
      case OAUTH ->
          new SnowflakeLogin.OAuthToken(secret(namespace, auth).require(SecretKeys.TOKEN));
      case KEY_PAIR -> {
        SecretReader.Values values = secret(namespace, auth);
        yield new SnowflakeLogin.KeyPair(
            values.require(SecretKeys.USERNAME),
            values.require(SecretKeys.PRIVATE_KEY),
            values.find(SecretKeys.PASSPHRASE).orElse(null));
      }
      case WORKLOAD_IDENTITY ->
          new SnowflakeLogin.WorkloadIdentity(
              auth.provider().name(),
              auth.provider() == SnowflakeAuthentication.Provider.OIDC
                  ? secret(namespace, auth).require(SecretKeys.TOKEN)
                  : null);
      case PASSWORD -> {
        SecretReader.Values values = secret(namespace, auth);
        yield new SnowflakeLogin.Password(
            values.require(SecretKeys.USERNAME), values.require(SecretKeys.PASSWORD));
      }
    };
  }

  private SecretReader.Values secret(String namespace, SnowflakeAuthentication auth) {
    return secrets.read(namespace, auth.secretRef().name());
  }
}
