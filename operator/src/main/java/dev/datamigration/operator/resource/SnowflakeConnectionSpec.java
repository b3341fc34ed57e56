package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How operator and workers reach an account. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.account) != has(self.url)",
    message =
        "exactly one of account and url is needed: write account, or url for a private link or"
            + " another address")
@ValidationRule(
    value =
        "(has(self.metadata) ? [self.metadata] : [])"
            + " == (has(oldSelf.metadata) ? [oldSelf.metadata] : [])",
    message =
        "the ledger's place cannot change, or running workflows would be forgotten: create another"
            + " SnowflakeConnection",
    fieldPath = ".metadata")
public record SnowflakeConnectionSpec(
    @Size(min = 1, max = 255)
        @Pattern("^[A-Za-z0-9][A-Za-z0-9_.-]*$")
        @JsonPropertyDescription(
            "The account identifier, such as myorg-myaccount. Not together with url. Live: takes"
                + " effect at the next statement.")
        String account,
    @Size(min = 1, max = 512)
        @Pattern("^https?://[^/?#@\\s]+/?$")
        @JsonPropertyDescription(
            "Scheme, host and port, for private links, such as"
                + " https://myorg-myaccount.privatelink.snowflakecomputing.com. Not together with"
                + " account. Live: takes effect at the next statement.")
        String url,
    @Size(min = 1, max = 255)
        @JsonPropertyDescription(
            "The operator's role. Default: the user's default role. Live: takes effect at the next"
                + " statement.")
        String role,
    @Size(min = 1, max = 255)
        @JsonPropertyDescription(
            "The warehouse that loads run in. Default: the user's default warehouse. Live: takes"
                + " effect at the next statement.")
        String warehouse,
    @JsonPropertyDescription("Where the ledger is kept. Cannot be changed.")
        MetadataLocation metadata,
    @Required
        @JsonPropertyDescription(
            "How the operator proves who it is. Live: takes effect at the next statement.")
        SnowflakeAuthentication auth,
    @JsonPropertyDescription(
            "What workers use instead of the operator's own role and credentials; give them a role"
                + " with fewer privileges. Default: the operator's.")
        WorkerAccess workers) {
  /** The URL, given or made from the account. */
  public String effectiveUrl() {
    if (url != null) {
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
    return "https://" + account.replace('_', '-') + ".snowflakecomputing.com";
  }
}
