package dev.datamigration.model.identifier;

import static dev.datamigration.model.identifier.IdentifierRule.POSTGRESQL;
import static dev.datamigration.model.identifier.IdentifierRule.REDSHIFT;
import static dev.datamigration.model.identifier.IdentifierRule.SNOWFLAKE;
import static dev.datamigration.model.identifier.IdentifierRule.SQLSERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlIdentifierTest {
  static Stream<Arguments> names() {
    return Stream.of(
        arguments(SNOWFLAKE, "orders", "ORDERS"),
        arguments(SNOWFLAKE, "Or_ders$1", "OR_DERS$1"),
        arguments(POSTGRESQL, "Orders", "orders"),
        arguments(POSTGRESQL, "ÄPFEL", "Äpfel"),
        arguments(REDSHIFT, "ORDERS", "orders"),
        arguments(SQLSERVER, "OrDers", "OrDers"),
        arguments(SQLSERVER, "#temp@1", "#temp@1"),
        arguments(SNOWFLAKE, "\"orders\"", "orders"),
        arguments(SNOWFLAKE, "\"My\"\"Table\"", "My\"Table"),
        arguments(POSTGRESQL, "\"A.b c[1]`\"", "A.b c[1]`"),
        arguments(SQLSERVER, "\"ord ers\"", "ord ers"),
        arguments(SNOWFLAKE, "\" \"", " "),
        arguments(SNOWFLAKE, "\"\"\"\"", "\""),
        arguments(POSTGRESQL, "\"😀\"", "😀"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theExactIdentifierFollowsTheSidesRule(IdentifierRule rule, String written, String exact) {
    assertThat(SqlIdentifier.exact(written, rule)).isEqualTo(exact);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(SNOWFLAKE, null, "empty"),
        arguments(SNOWFLAKE, "  ", "empty"),
        arguments(SNOWFLAKE, "\"\"", "empty"),
        arguments(SNOWFLAKE, "\"", "do not balance"),
        arguments(SNOWFLAKE, "\"abc", "do not balance"),
        arguments(SNOWFLAKE, "\"a\"b\"", "do not balance"),
        arguments(SNOWFLAKE, "\"a\"\"", "do not balance"),
        arguments(SQLSERVER, "[My Table]", "double quotes on every platform: \"My Table\""),
        arguments(SQLSERVER, "[w]]]", "double quotes on every platform: \"w]\""),
        arguments(SQLSERVER, "`a``b`", "double quotes on every platform: \"a`b\""),
        arguments(SNOWFLAKE, "`x`", "double quotes on every platform: \"x\""),
        arguments(POSTGRESQL, "public.orders", "in their own fields"),
        arguments(SNOWFLAKE, "Äpfel", "in double quotes: \"Äpfel\""),
        arguments(SNOWFLAKE, "1st", "needs quotes in Snowflake"),
        arguments(POSTGRESQL, "ord ers", "in double quotes: \"ord ers\""),
        arguments(POSTGRESQL, "a\"b", "in double quotes: \"a\"\"b\""),
        arguments(SNOWFLAKE, "orders;drop", "needs quotes"),
        arguments(SNOWFLAKE, "\"a\0b\"", "no database stores"),
        arguments(SNOWFLAKE, "\"a\uD800b\"", "no database stores"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNoIdentifierIsRefusedWithAHint(IdentifierRule rule, String written, String hint) {
    assertThatThrownBy(() -> SqlIdentifier.parse(written, rule))
        .isInstanceOf(InvalidIdentifierException.class)
        .hasMessageStartingWith("DMW-120: ")
        .hasMessageContaining(hint);
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        arguments(SNOWFLAKE, 255, "a", "255 characters"),
        arguments(SNOWFLAKE, 255, "😀", "255 characters"),
        arguments(POSTGRESQL, 63, "a", "63 bytes"),
        arguments(POSTGRESQL, 31, "ü", "63 bytes"),
        arguments(REDSHIFT, 127, "a", "127 bytes"),
        arguments(SQLSERVER, 128, "ü", "128 characters"));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void aNameMayBeAsLongAsTheDatabaseAllows(
      IdentifierRule rule, int longest, String letter, String limit) {
    String fits = letter.repeat(longest);
    assertThat(SqlIdentifier.exact(SqlIdentifier.quote(fits), rule)).isEqualTo(fits);
    assertThatThrownBy(() -> SqlIdentifier.parse(SqlIdentifier.quote(fits + letter), rule))
        .hasMessageContaining("at most " + limit);
  }

  @ParameterizedTest
  @EnumSource
  void writingANameAndReadingItGivesTheSame(IdentifierRule rule) {
    for (String exact :
        new String[] {"a", "A", "aB", "a b", "\"", "a.b", "[x]", "ß", "1", "$", "İ"}) {
      assertThat(SqlIdentifier.exact(SqlIdentifier.write(exact, rule), rule)).isEqualTo(exact);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ORDERS", "O_1$"})
  void aNameIsWrittenWithoutQuotesWhereNoneAreNeeded(String exact) {
    assertThat(SqlIdentifier.write(exact, SNOWFLAKE)).isEqualTo(exact);
    assertThat(SqlIdentifier.write(exact, POSTGRESQL)).isEqualTo('"' + exact + '"');
  }

  @Test
  void whetherANameWasQuotedIsKnown() {
    assertThat(SqlIdentifier.parse("\"A\"", SNOWFLAKE).quoted()).isTrue();
    assertThat(SqlIdentifier.parse("A", SNOWFLAKE).quoted()).isFalse();
  }
}
