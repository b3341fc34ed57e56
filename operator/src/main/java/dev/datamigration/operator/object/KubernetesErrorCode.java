package dev.datamigration.operator.object;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.ErrorCode;

/** What can be wrong with objects in the cluster, or with the operator's own standing there. */
public enum KubernetesErrorCode implements ErrorCode {
  SECRET_MISSING("DMW-401", ErrorClass.NEEDS_PERSON),
  SECRET_KEY_MISSING("DMW-402", ErrorClass.NEEDS_PERSON),
  CONNECTION_MISSING("DMW-403", ErrorClass.NEEDS_PERSON),
  BAD_METADATA_NAME("DMW-404", ErrorClass.NEEDS_PERSON),
  NAME_TAKEN("DMW-405", ErrorClass.NEEDS_PERSON),
  NO_POOL("DMW-406", ErrorClass.NEEDS_PERSON),
  LEADERSHIP_LOST("DMW-407", ErrorClass.TRANSIENT),
  SECRET_FORBIDDEN("DMW-408", ErrorClass.NEEDS_PERSON);

  private final String code;
  private final ErrorClass errorClass;

  KubernetesErrorCode(String code, ErrorClass errorClass) {
    this.code = code;
    this.errorClass = errorClass;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public ErrorClass errorClass() {
    return errorClass;
  }
}
