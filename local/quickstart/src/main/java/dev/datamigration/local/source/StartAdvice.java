package dev.datamigration.local.source;

/** What to do when PostgreSQL does not start, from what it printed. */
final class StartAdvice {
  private StartAdvice() {}

  static String of(String output) {
    if (output.contains("cannot be run as root")) {
      return "PostgreSQL refuses to run as root, and this host does not allow the user namespaces"
          + " (unshare -U) that lift it out of root. Run as another user, for example: runuser -u"
          + " nobody -- ./quickstart, with a folder that user may write in TMPDIR.";
    }
    if (output.contains("Permission denied")) {
      return "It may not write where its programs or data go; give it a folder it may write, with"
          + " TMPDIR or -Djava.io.tmpdir.";
    }
    if (output.contains("No space left on device")) {
      return "The disk is full; choose another folder with TMPDIR.";
    }
    if (output.contains("shared memory")) {
      return "It could not get shared memory; give the container more (for example --shm-size=256m).";
    }
    return "Programs for Linux and macOS (x86-64 and arm64) are included; on other systems none are.";
  }
}
