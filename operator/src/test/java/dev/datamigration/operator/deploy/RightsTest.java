package dev.datamigration.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.operator.cluster.RecordedRequests;
import dev.datamigration.operator.cluster.Samples;
import dev.datamigration.operator.cluster.TestCluster;
import dev.datamigration.operator.cluster.TestOperator;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator asks of the API server is what deploy/kustomize/base allows. */
class RightsTest {
  private static final Path BASE =
      Path.of(System.getProperty("project.root")).resolve("deploy/kustomize/base");

  /** Every account may ask what it may do. */
  private static final String SELF_REVIEW = "create authorization.k8s.io/selfsubjectrulesreviews";

  @TempDir Path directory;

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  private static Set<String> allowed(KubernetesClient client, String file) throws IOException {
    Set<String> allowed = new TreeSet<>();
    try (InputStream yaml = Files.newInputStream(BASE.resolve(file))) {
      for (HasMetadata object : client.load(yaml).items()) {
        if (object instanceof ClusterRole role) {
          role.getRules().forEach(rule -> add(rule, allowed));
        } else if (object instanceof Role role) {
          role.getRules().forEach(rule -> add(rule, allowed));
        }
      }
    }
    return allowed;
  }

  private static void add(PolicyRule rule, Set<String> allowed) {
    for (String group : rule.getApiGroups()) {
      for (String resource : rule.getResources()) {
        rule.getVerbs().forEach(verb -> allowed.add(verb + " " + group + "/" + resource));
      }
    }
  }

  @Test
  void aWholeLifeOfAWorkflowNeedsNoRightThatTheRolesDoNotGive() throws IOException {
    try (TestCluster cluster = TestCluster.start(directory)) {
      KubernetesClient client = cluster.client();
      RecordedRequests recorded;
      try (TestOperator operator = TestOperator.start(cluster, "one")) {
        cluster.namespace("life");
        client
            .resource(Samples.secret("snowflake-operator", Map.of("token", "t")))
            .inNamespace("life")
            .create();
        Samples.create(client, "life", Samples.SOURCE);
        Samples.create(client, "life", Samples.SNOWFLAKE);
        Samples.create(
            client,
            "life",
            Samples.WORKFLOW.replace(
                "affinity: emea", "affinity: emea\n  ttlSecondsAfterFinished: 0"));
        soon()
            .until(
                () ->
                    client
                            .apps()
                            .deployments()
                            .inNamespace("life")
                            .withName("erp-to-lake-workers")
                            .get()
                        != null);
        Resource<DataMigrationWorkflow> workflow =
            client
                .resources(DataMigrationWorkflow.class)
                .inNamespace("life")
                .withName("erp-to-lake");
        String uid = workflow.get().getMetadata().getUid();
        for (long generation = 1; generation <= 2; generation++) {
          long seen = generation;
          operator
              .engine()
              .publish(
                  Samples.snapshot(
                      Samples.workflow("life"), uid, seen, Phase.SUCCEEDED, null, 2, 2, 1, true));
          soon()
              .until(
                  () ->
                      workflow.get() == null
                          || (seen == 1
                              && workflow.get().getMetadata().getDeletionTimestamp() != null));
        }
        soon().until(() -> workflow.get() == null);
        recorded = operator.requests();
      }
      Set<String> used = recorded.seen();
      Set<String> allowed = allowed(client, "cluster-role.yaml");
      allowed.addAll(allowed(client, "leader-role.yaml"));
      allowed.add(SELF_REVIEW);
      assertThat(allowed).containsAll(used);
      assertThat(used)
          .contains(
              "get /secrets",
              "create /events",
              "patch apps/deployments",
              "delete datamigration.dev/datamigrationworkflows");
      assertThat(used).doesNotContain("list /secrets", "watch /secrets");
    }
  }
}
