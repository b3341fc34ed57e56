package dev.datamigration.local.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.api.ApiServer;
import dev.datamigration.local.cluster.control.ControlLoop;
import dev.datamigration.local.cluster.control.DefinitionCleanup;
import dev.datamigration.local.cluster.control.DeploymentController;
import dev.datamigration.local.cluster.control.GarbageCollector;
import dev.datamigration.local.cluster.control.NamespaceController;
import dev.datamigration.local.cluster.control.ReplicaSetController;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.node.Node;
import dev.datamigration.local.cluster.node.NodeDirectory;
import dev.datamigration.local.cluster.node.NodeLogs;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.operation.WriteOptions;
import dev.datamigration.local.cluster.process.ChildProcesses;
import dev.datamigration.local.cluster.resource.BuiltInTypes;
import dev.datamigration.local.cluster.resource.ResourceRegistry;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.storage.GroupResource;
import dev.datamigration.local.cluster.storage.ObjectFiles;
import dev.datamigration.local.cluster.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A Kubernetes API server with the controllers and the one node that our operator needs, in one
 * process.
 */
public final class ClusterServer implements AutoCloseable {
  private static final List<String> NAMESPACES =
      List.of("default", "kube-system", "kube-public", "kube-node-lease");

  private final ApiServer api;
  private final List<AutoCloseable> parts;
  private final Credentials credentials;
  private final ServerCertificate certificate;
  private final Path kubeconfigFile;

  private ClusterServer(
      ApiServer api,
      List<AutoCloseable> parts,
      Credentials credentials,
      ServerCertificate certificate,
      Path kubeconfigFile) {
    this.api = api;
    this.parts = parts;
    this.credentials = credentials;
    this.certificate = certificate;
    this.kubeconfigFile = kubeconfigFile;
  }

  /**
   * Starts a cluster; it answers when this returns.
   *
   * @throws ClusterStartException when the data directory cannot be used or the port is taken
   */
  public static ClusterServer start(ClusterOptions options) {
    try {
      Files.createDirectories(options.dataDirectory());
      Credentials credentials = Credentials.in(options.dataDirectory());
      ServerCertificate certificate =
          ServerCertificate.in(options.dataDirectory(), credentials.token());
      ObjectStore store = new ObjectStore(new ObjectFiles(options.dataDirectory()));
      ObjectOperations operations =
          new ObjectOperations(store, new ResourceRegistry(BuiltInTypes.all()), Clock.systemUTC());
      createNamespaces(operations);
      List<AutoCloseable> parts = new ArrayList<>();
      NodeDirectory pods =
          NodeDirectory.open(options.dataDirectory().resolve("pods"), podUids(store));
      ChildProcesses processes = ChildProcesses.in(options.dataDirectory().resolve("processes"));
      ApiServer api =
          ApiServer.start(
              options.port(),
              certificate.serverContext(),
              credentials.token(),
              operations,
              new NodeLogs(operations, pods),
              options.faults());
      parts.add(ControlLoop.start("garbage-collector", store, new GarbageCollector(operations)));
      parts.add(ControlLoop.start("namespaces", store, new NamespaceController(operations)));
      parts.add(ControlLoop.start("definitions", store, new DefinitionCleanup(operations)));
      parts.add(ControlLoop.start("deployments", store, new DeploymentController(operations)));
      parts.add(ControlLoop.start("replica-sets", store, new ReplicaSetController(operations)));
      parts.add(ControlLoop.start("node", store, new Node(operations, options, pods, processes)));
      parts.add(processes);
      Path kubeconfig = options.dataDirectory().resolve("kubeconfig");
      ClusterServer server = new ClusterServer(api, parts, credentials, certificate, kubeconfig);
      Credentials.writePrivately(kubeconfig, server.kubeconfig());
      return server;
    } catch (IOException e) {
      throw new ClusterStartException(
          "DMW-901: the local cluster could not start on port "
              + options.port()
              + " with its state in "
              + options.dataDirectory()
              + ": "
              + e.getMessage()
              + ". It will not be retried; choose a free port (0 picks one) and a directory that can"
              + " be written to.",
          e);
    }
  }

  private static Set<String> podUids(ObjectStore store) {
    return store.list(new GroupResource("", "pods"), "").items().stream()
        .map(pod -> JsonNodes.text(pod, "metadata", "uid"))
        .collect(Collectors.toSet());
  }

  private static void createNamespaces(ObjectOperations operations) {
    ResourceType type = operations.registry().require("", "v1", "namespaces");
    for (String name : NAMESPACES) {
      if (operations.find(type, "", name).isEmpty()) {
        ObjectNode namespace = JsonNodes.object();
        namespace.put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", name);
        operations.create(type, "", namespace, WriteOptions.by("cluster"));
      }
    }
  }

  /** Where the API answers, such as {@code https://127.0.0.1:40123}. */
  public String url() {
    return "https://127.0.0.1:" + api.port();
  }

  /** A kubeconfig with the address, the certificate and the token. */
  public String kubeconfig() {
    return credentials.kubeconfig(url(), certificate.authorityData());
  }

  /** The file that holds {@link #kubeconfig()}. */
  public Path kubeconfigFile() {
    return kubeconfigFile;
  }

  /** For clients that do not read a kubeconfig: trusts this server's certificate only. */
  public SSLContext clientTls() {
    return certificate.clientContext();
  }

  /** The bearer token that every request needs. */
  public String token() {
    return credentials.token();
  }

  /** Requests answered so far, by verb and resource. */
  public Map<String, Long> requestCounts() {
    return api.requestCounts();
  }

  /**
   * Stops answering, ends the controllers and every process of the node. State stays in the data
   * directory.
   */
  @Override
  public void close() {
    api.close();
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("a part of the cluster could not be stopped", e);
      }
    }
  }
}
