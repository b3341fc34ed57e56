package dev.datamigration.operator.leadership;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Lease that leadership hangs on. */
public final class LeadershipLease {
  private static final Logger LOG = LoggerFactory.getLogger(LeadershipLease.class);

  private final KubernetesClient client;
  private final String namespace;
  private final String name;

  public LeadershipLease(KubernetesClient client, String namespace, String name) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
  }

  /** Its namespace. */
  public String namespace() {
    return namespace;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /**
   * What tells this installation of the operator from others, in this cluster and elsewhere.
   *
   * @throws IllegalStateException if there has not been an election yet
   */
  public String installationId() {
    Lease lease = client.leases().inNamespace(namespace).withName(name).get();
    if (lease == null) {
      throw new IllegalStateException("Lease " + namespace + "/" + name + " does not exist");
    }
    return namespace + "/" + name + "/" + lease.getMetadata().getUid();
  }

  /**
   * Gives the lease up if this process holds it. The operator SDK does not, and a successor would
   * wait until it ends.
   *
   * @param identity of this process
   */
  public void release(String identity) {
    try {
      Lease lease = client.leases().inNamespace(namespace).withName(name).get();
      if (lease == null || !identity.equals(lease.getSpec().getHolderIdentity())) {
        return;
      }
      lease.getSpec().setHolderIdentity("");
      client.leases().inNamespace(namespace).resource(lease).update();
      LOG.info("lease {}/{} given up", namespace, name);
    } catch (KubernetesClientException e) {
      LOG.warn(
          "lease {}/{} could not be given up ({}); a successor waits until it ends",
          namespace,
          name,
          e.getMessage());
    }
  }
}
