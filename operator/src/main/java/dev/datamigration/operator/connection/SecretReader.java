package dev.datamigration.operator.connection;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.operator.object.KubernetesErrorCode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Secrets by name, one at a time: the right to {@code get} them is all that is needed, and
 * none is kept.
 */
public final class SecretReader {
  private final KubernetesClient client;

  public SecretReader(KubernetesClient client) {
    this.client = client;
  }

  /**
   * A Secret as it is now.
   *
   * @throws DmwException {@code DMW-401} if it does not exist, {@code DMW-408} if it may not be
   *     read
   */
  public Values read(String namespace, String name) {
    Secret secret;
    try {
      secret = client.secrets().inNamespace(namespace).withName(name).get();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        throw new DmwException(
            KubernetesErrorCode.SECRET_FORBIDDEN,
            "The operator may not read Secret " + namespace + "/" + name + ".",
            "Let its service account get secrets in that namespace (deploy/kustomize). It is tried again.",
            e);
      }
      throw e;
    }
    if (secret == null) {
      throw new DmwException(
          KubernetesErrorCode.SECRET_MISSING,
          "Secret " + namespace + "/" + name + " does not exist.",
          "Create it; it is looked for again.");
    }
    return new Values(
        namespace + "/" + name, secret.getData() == null ? Map.of() : secret.getData());
  }

  /** The values of one Secret; not shown by {@code toString}. */
  public static final class Values {
    private final String name;
    private final Map<String, String> encoded;

    private Values(String name, Map<String, String> encoded) {
      this.name = name;
      this.encoded = encoded;
    }

    /**
     * A value; one line break at its end does not count.
     *
     * @throws DmwException {@code DMW-402} if the key is missing or its value is empty
     */
    public String require(String key) {
      return find(key)
          .orElseThrow(
              () ->
                  new DmwException(
                      KubernetesErrorCode.SECRET_KEY_MISSING,
                      "Secret " + name + " has no value for the key " + key + ".",
                      "Add it; it is looked for again."));
    }

    /** As {@link #require}; empty if there is none. */
    public Optional<String> find(String key) {
      String value = encoded.get(key);
      if (value == null) {
        return Optional.empty();
      }
      String decoded = new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8);
      String line = decoded.replaceFirst("\\R\\z", "");
      return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    @Override
    public String toString() {
      return "Secret " + name;
    }
  }
}
