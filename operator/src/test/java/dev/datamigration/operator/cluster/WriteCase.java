package dev.datamigration.operator.cluster;

/** One run of the scenario, in which something happens at one write. */
record WriteCase(WriteKind kind, Write write) {
  /** The command that runs this case alone. */
  String command() {
    return "./mvnw -pl operator -am test -Dtest=KubernetesWritesTest -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dwrite.kind="
        + kind
        + " -Dwrite.call="
        + write;
  }
}
