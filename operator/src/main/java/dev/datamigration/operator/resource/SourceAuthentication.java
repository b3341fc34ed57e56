package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How workers prove who they are to a source. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.type) || self.type != 'password' || has(self.secretRef)",
    message =
        "auth type password needs secretRef: name a Secret of this namespace with the keys username"
            + " and password",
    fieldPath = ".secretRef")
@ValidationRule(
    value =
        "!has(self.type) || self.type != 'iam'"
            + " || (has(self.clusterId) && has(self.region) && has(self.username))",
    message = "auth type iam needs clusterId, region and username: write them",
    fieldPath = ".type")
@ValidationRule(
    value =
        "!has(self.type) || self.type == 'iam'"
            + " || !(has(self.clusterId) || has(self.region) || has(self.username))",
    message =
        "clusterId, region and username are for auth type iam: remove them; with type password the"
            + " user's name is in the Secret",
    fieldPath = ".type")
public record SourceAuthentication(
    @Default("password")
        @JsonPropertyDescription(
            "password: user and password from secretRef. iam: temporary credentials of a provisioned"
                + " Redshift cluster, from the AWS identity in secretRef or of the pod.")
        Type type,
    @JsonPropertyDescription(
            "The Secret, mounted in workers only. Keys for password: username, password; for iam:"
                + " accessKeyId, secretAccessKey, or no Secret to use the pod's own identity.")
        ObjectReference secretRef,
    @Size(min = 1, max = 63)
        @JsonPropertyDescription("With iam: identifier of the Redshift cluster.")
        String clusterId,
    @Size(min = 1, max = 63)
        @JsonPropertyDescription("With iam: AWS region of the cluster, such as eu-central-1.")
        String region,
    @Size(min = 1, max = 128)
        @JsonPropertyDescription("With iam: database user that credentials are asked for.")
        String username) {
  /** The ways there are. */
  public enum Type {
    @JsonProperty("password")
    PASSWORD,
    @JsonProperty("iam")
    IAM
  }
}
