package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** How somebody proves to Snowflake who they are. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.type == 'workloadIdentity' || has(self.secretRef)",
    message =
        "this auth type needs secretRef: name a Secret of this namespace, with the key token (pat,"
            + " oauth), username and privateKey (keyPair), or username and password (password)",
    fieldPath = ".secretRef")
@ValidationRule(
    value = "(self.type == 'workloadIdentity') == has(self.provider)",
    message = "provider and auth type workloadIdentity belong together: write both, or neither",
    fieldPath = ".provider")
@ValidationRule(
    value = "!has(self.provider) || self.provider != 'OIDC' || has(self.secretRef)",
    message = "provider OIDC needs secretRef: name a Secret of this namespace with the key token",
    fieldPath = ".secretRef")
public record SnowflakeAuthentication(
    @Required
        @JsonPropertyDescription(
            "pat: programmatic access token. keyPair: RSA key. oauth: access token. workloadIdentity:"
                + " the identity the platform gives the pod. password: the last resort.")
        Type type,
    @JsonPropertyDescription(
            "The Secret. Keys for pat and oauth: token; for keyPair: username, privateKey (PKCS#8,"
                + " PEM) and, if it is encrypted, passphrase; for password: username, password; for"
                + " workloadIdentity of provider OIDC: token.")
        ObjectReference secretRef,
    @JsonPropertyDescription("With workloadIdentity: who vouches for the pod.") Provider provider) {
  /** The ways there are. */
  public enum Type {
    @JsonProperty("pat")
    PAT,
    @JsonProperty("keyPair")
    KEY_PAIR,
    @JsonProperty("oauth")
    OAUTH,
    @JsonProperty("workloadIdentity")
    WORKLOAD_IDENTITY,
    @JsonProperty("password")
    PASSWORD
  }

  /** Who vouches for a workload. */
  public enum Provider {
    AWS,
    AZURE,
    GCP,
    OIDC
  }
}
