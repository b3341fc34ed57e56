package dev.datamigration.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Trees to YAML that every YAML reader, of 1.1 or 1.2, reads back the same. */
final class ManifestYaml {
  private static final ObjectWriter WRITER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .stringQuotingChecker(new PlainWordsOnly())
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .build())
          .build()
          .writer();

  private ManifestYaml() {}

  static String write(JsonNode tree) {
    try {
      return WRITER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory can be written", e);
    }
  }

  /** Leaves out quotes only where no reader can take the text for anything else. */
  private static final class PlainWordsOnly extends StringQuotingChecker {
    private static final long serialVersionUID = 1L;
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final Set<String> RESERVED =
        Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    @Override
    public boolean needToQuoteName(String name) {
      return needToQuoteValue(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return !WORD.matcher(value).matches() || RESERVED.contains(value.toLowerCase(Locale.ROOT));
    }
  }
}
