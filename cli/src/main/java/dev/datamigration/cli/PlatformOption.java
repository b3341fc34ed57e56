package dev.datamigration.cli;

import dev.datamigration.model.config.Platform;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The source's platform, for rules that depend on it. */
final class PlatformOption {
  @Option(
      names = "--platform",
      converter = Converter.class,
      description =
          "The source's platform: sqlserver, redshift or postgresql. Default: not known, and rules"
              + " that depend on it are not checked.")
  private Platform platform;

  /** Null if not given. */
  Platform value() {
    return platform;
  }

  static final class Converter implements ITypeConverter<Platform> {
    @Override
    public Platform convert(String word) {
      return Platform.of(word)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + word
                          + "' is not one of "
                          + String.join(
                              ", ",
                              Arrays.stream(Platform.values()).map(Platform::word).toList())));
    }
  }
}
