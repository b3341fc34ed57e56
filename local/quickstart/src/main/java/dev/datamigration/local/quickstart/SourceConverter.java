package dev.datamigration.local.quickstart;

import dev.datamigration.local.stack.SourcePlatform;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A platform by the name that a SourceConnection has for it, in any case. */
final class SourceConverter implements ITypeConverter<SourcePlatform> {
  @Override
  public SourcePlatform convert(String name) {
    return Arrays.stream(SourcePlatform.values())
        .filter(platform -> platform.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException(refusal(name)));
  }

  private static String refusal(String name) {
    return "there is no source \""
        + name
        + "\"; choose among "
        + Arrays.stream(SourcePlatform.values())
            .map(SourcePlatform::toString)
            .collect(Collectors.joining(", "));
  }
}
