package dev.datamigration.operator.crd;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;

/**
 * Bounds of whole numbers by their Java type. A number that passed the schema but not Jackson would
 * end the operator's watch of the whole kind.
 */
final class NumberFormats {
  /** The largest whole number that JSON readers keep exactly, 2^53 - 1. */
  static final long MAX_EXACT = 9_007_199_254_740_991L;

  private NumberFormats() {}

  static void refine(JSONSchemaProps root, Class<? extends HasMetadata> kind) {
    ParameterizedType parent = (ParameterizedType) kind.getGenericSuperclass();
    value(root.getProperties().get("spec"), parent.getActualTypeArguments()[0]);
    value(root.getProperties().get("status"), parent.getActualTypeArguments()[1]);
  }

  private static void value(JSONSchemaProps schema, Type type) {
    if (type == Integer.class || type == Long.class) {
      number(schema, type);
    } else if (type instanceof ParameterizedType list && schema.getItems() != null) {
      value(schema.getItems().getSchema(), list.getActualTypeArguments()[0]);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      for (RecordComponent component : record.getRecordComponents()) {
        value(schema.getProperties().get(component.getName()), component.getGenericType());
      }
    }
  }

  /** Bounds one number, where it has no narrower bounds. */
  static void number(JSONSchemaProps schema, Type type) {
    boolean small = type == Integer.class;
    schema.setFormat(small ? "int32" : "int64");
    if (schema.getMinimum() == null) {
      schema.setMinimum(0.0);
    }
    if (schema.getMaximum() == null) {
      schema.setMaximum((double) (small ? Integer.MAX_VALUE : MAX_EXACT));
    }
  }
}
