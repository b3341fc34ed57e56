package dev.datamigration.worker.config;

import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.ledger.connection.SnowflakeLogin.Credential;
import dev.datamigration.ledger.connection.SnowflakeLogin.KeyPair;
import dev.datamigration.ledger.connection.SnowflakeLogin.OAuthToken;
import dev.datamigration.ledger.connection.SnowflakeLogin.Password;
import dev.datamigration.ledger.connection.SnowflakeLogin.ProgrammaticAccessToken;
import dev.datamigration.ledger.connection.SnowflakeLogin.WorkloadIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads how to log in at Snowflake, in the words of Snowflake's own connection files. */
final class SnowflakeSection {
  private static final List<String> PROVIDERS = List.of("AWS", "AZURE", "GCP", "OIDC");

  private final TomlSection section;
  private final Findings findings;

  SnowflakeSection(TomlSection section, Findings findings) {
    this.section = section;
    this.findings = findings;
  }

  /** The login; null, with an error found, if it cannot be used. */
  Supplier<SnowflakeLogin> read() {
    Optional<SecretText> user = section.secret("user", "user_file");
    Optional<SecretText> password = section.secret("password", "password_file");
    Optional<SecretText> token = section.secret("token", "token_file_path", "token_file");
    Optional<SecretText> key =
        section
            .file("private_key_file")
            .or(() -> section.file("private_key_path"))
            .map(SecretText.InFile::new);
    Optional<SecretText> passphrase =
        section.secret("private_key_file_pwd", "private_key_file_pwd_file");
    Optional<String> provider = section.text("workload_identity_provider");
    Optional<String> account = section.text("account");
    String url = url(account);
    String role = section.text("role").orElse(null);
    String warehouse = section.text("warehouse").orElse(null);
    String authenticator =
        section
            .text("authenticator")
            .orElse(
                token.isPresent()
                    ? "PROGRAMMATIC_ACCESS_TOKEN"
                    : key.isPresent() ? "SNOWFLAKE_JWT" : "SNOWFLAKE")
            .toUpperCase(Locale.ROOT);
    section.accept("database", "schema", "private_key_path", "private_key_file", "region");
    section.warnOfUnknownKeys();
    Supplier<Credential> credential =
        switch (authenticator) {
          case "PROGRAMMATIC_ACCESS_TOKEN" -> {
            SecretText value = need(token, "token_file_path");
            yield () -> new ProgrammaticAccessToken(value.read());
          }
          case "OAUTH" -> {
            SecretText value = need(token, "token_file_path");
            yield () -> new OAuthToken(value.read());
          }
          case "SNOWFLAKE_JWT" -> {
            SecretText name = need(user, "user");
            SecretText pem = need(key, "private_key_file");
            yield () ->
                new KeyPair(name.read(), pem.read(), passphrase.map(SecretText::read).orElse(null));
          }
          case "WORKLOAD_IDENTITY" -> workloadIdentity(provider, token);
          case "SNOWFLAKE" -> {
            SecretText name = need(user, "user");
            SecretText value = need(password, "password");
            yield () -> new Password(name.read(), value.read());
          }
          default -> {
            findings.error(
                section.place("authenticator")
                    + " is none that works without a person: PROGRAMMATIC_ACCESS_TOKEN, SNOWFLAKE_JWT, OAUTH, WORKLOAD_IDENTITY, snowflake");
            yield null;
          }
        };
    String exactAccount = account.map(SnowflakeSection::withoutRegion).orElse(null);
    return credential == null
        ? null
        : () -> new SnowflakeLogin(url, exactAccount, role, warehouse, credential.get());
  }

  private Supplier<Credential> workloadIdentity(
      Optional<String> provider, Optional<SecretText> token) {
    String name = provider.map(word -> word.toUpperCase(Locale.ROOT)).orElse("");
    if (!PROVIDERS.contains(name)) {
      findings.error(
          section.place("workload_identity_provider")
              + " is none of "
              + String.join(", ", PROVIDERS));
    }
    if (!name.equals("OIDC")) {
      return () -> new WorkloadIdentity(name, null);
    }
    SecretText value = need(token, "token_file_path");
    return () -> new WorkloadIdentity(name, value.read());
  }

  private SecretText need(Optional<SecretText> value, String key) {
    if (value.isEmpty()) {
      findings.error(section.place(key) + " is missing");
    }
    return value.orElse(new SecretText.Inline(""));
  }

  private String url(Optional<String> account) {
    Optional<String> url = section.text("url");
    Optional<String> host = section.text("host");
    String protocol = section.text("protocol").orElse("https").toLowerCase(Locale.ROOT);
    if (!protocol.equals("https") && !protocol.equals("http")) {
      findings.error(section.place("protocol") + " is neither https nor http");
    }
    int port = section.integer("port", protocol.equals("http") ? 80 : 443, 1, 65_535);
    if (url.isPresent()) {
      return url.get();
    }
    if (host.isPresent()) {
      return protocol + "://" + host.get() + ":" + port;
    }
    if (account.isEmpty()) {
      findings.error(section.place("account") + " is missing (or url, or host)");
    }
    // Host names have no underscores; Snowflake answers to the account's name with hyphens instead.
    return "https://" + account.orElse("").replace('_', '-') + ".snowflakecomputing.com";
  }

  private static String withoutRegion(String account) {
    int dot = account.indexOf('.');
    return dot < 0 ? account : account.substring(0, dot);
  }
}
