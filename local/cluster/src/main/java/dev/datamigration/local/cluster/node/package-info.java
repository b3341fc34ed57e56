/**
 * The cluster's one node: runs pods as processes of this machine.
 *
 * <p>There are no namespaces of the operating system, so a process sees the machine's files, ports
 * and users. What a pod says about them is honoured like this:
 *
 * <ul>
 *   <li>A volume is a directory below the cluster's data directory. Wherever a container's {@code
 *       args}, {@code env} or a mounted ConfigMap's text name a path at or below one of the pod's
 *       {@code mountPath}s, the process reads the real path instead ({@link
 *       dev.datamigration.local.cluster.node.MountPaths}). Secrets are written as they are.
 *   <li>A named container port is replaced by a free one for each run, told in an environment
 *       variable ({@link dev.datamigration.local.cluster.ContainerImage}); probes follow it.
 *   <li>Resources, security contexts and placement are accepted and have no effect; whatever else
 *       the node cannot do is refused when the pod or its workload is written.
 * </ul>
 */
package dev.datamigration.local.cluster.node;
