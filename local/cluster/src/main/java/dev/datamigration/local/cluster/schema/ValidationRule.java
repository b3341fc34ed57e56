package dev.datamigration.local.cluster.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.Optional;

/**
 * One entry of {@code x-kubernetes-validations}.
 *
 * @param transition whether the rule reads {@code oldSelf}
 * @param reason the cause's reason
 */
public record ValidationRule(
    String rule,
    CelExpression expression,
    String message,
    Optional<CelExpression> messageExpression,
    String reason,
    String fieldPath,
    boolean transition,
    boolean optionalOldSelf) {

  static ValidationRule compile(ObjectNode source) {
    String rule = JsonNodes.text(source, "rule");
    boolean optionalOldSelf = source.path("optionalOldSelf").asBoolean();
    CelExpression expression = CelExpression.compile(rule);
    String messageExpression = JsonNodes.text(source, "messageExpression");
    return new ValidationRule(
        rule,
        expression,
        JsonNodes.text(source, "message"),
        messageExpression.isEmpty()
            ? Optional.empty()
            : Optional.of(CelExpression.compile(messageExpression)),
        source.path("reason").asText("FieldValueInvalid"),
        JsonNodes.text(source, "fieldPath"),
        expression.reads("oldSelf"),
        optionalOldSelf);
  }
}
