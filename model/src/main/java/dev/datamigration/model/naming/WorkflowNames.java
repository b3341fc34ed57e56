package dev.datamigration.model.naming;

/**
 * Names of workflows in the metadata. The tool this vocabulary comes from wants {@code
 * [A-Za-z][A-Za-z0-9_]*}; an object's name follows DNS-1123: lower-case letters, digits, hyphens
 * and dots.
 */
public final class WorkflowNames {
  private WorkflowNames() {}

  /**
   * The tool-compatible name of an object: {@code -} becomes {@code _}, {@code .} becomes {@code
   * _DOT_}, and a leading digit is preceded by {@code W}. Two object names never give the same
   * result, because upper-case letters do not occur in them; folded to one case {@code a-dot-b} and
   * {@code a.b} would. It says nothing of the namespace or of an object deleted and created again:
   * the workflow id in the ledger also has part of the object's uid.
   *
   * @throws IllegalArgumentException if the name is not a DNS-1123 subdomain
   */
  public static String toolName(String objectName) {
    if (!objectName.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")) {
      throw new IllegalArgumentException(
          "'" + objectName + "' is not the name of a Kubernetes object (DNS-1123 subdomain)");
    }
    String mapped = objectName.replace('-', '_').replace(".", "_DOT_");
    return Character.isDigit(mapped.charAt(0)) ? "W" + mapped : mapped;
  }
}
