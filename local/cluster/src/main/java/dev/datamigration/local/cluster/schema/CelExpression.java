package dev.datamigration.local.cluster.schema;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A compiled CEL expression over {@code self} and {@code oldSelf}. Both are dynamically typed: what
 * kube-apiserver refuses by type when a CRD is created is only noticed here when the rule runs.
 * Kubernetes' own functions (quantity, url, ip, isSorted …) are not there: a rule that uses one
 * does not compile.
 */
public final class CelExpression {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final Cel CEL =
      CelFactory.standardCelBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addCompilerLibraries(
              CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelOptionalLibrary.INSTANCE)
          .addRuntimeLibraries(
              CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelOptionalLibrary.INSTANCE)
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .build();

  private final String source;
  private final CelRuntime.Program program;

  private CelExpression(String source, CelRuntime.Program program) {
    this.source = source;
    this.program = program;
  }

  /**
   * Compiles {@code source}.
   *
   * @throws SchemaException when it does not compile
   */
  public static CelExpression compile(String source) {
    try {
      CelAbstractSyntaxTree tree = CEL.compile(source).getAst();
      return new CelExpression(source, CEL.createProgram(tree));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new SchemaException("compilation failed: " + source + ": " + e.getMessage(), e);
    }
  }

  boolean reads(String variable) {
    return Pattern.compile("\\b" + variable + "\\b").matcher(source).find();
  }

  Object evaluate(Map<String, Object> variables) throws CelEvaluationException {
    return program.eval(variables);
  }
}
