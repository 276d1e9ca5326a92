package ecommerce.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

class FilterPatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $level = \"ERROR\" }",
        "{ level = \"ERROR\" }",
        "{ $.level. EXISTS }",
        "{ $.level[ EXISTS }",
        "{ $..level IS NULL }",
        "{ $.level = %[% }"
      })
  void refusesWhatCouldNotBeLookedUpInALine(String pattern) {
    assertThatThrownBy(() -> FilterPattern.of(pattern))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Invalid filter pattern");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.level = \"ERROR\" }",
        "{ $.tags[0] = x }",
        "{ $['level'] = ERROR }",
        "{ $.[\"level\"] EXISTS }",
        "{ $.a/b~c = 1 }",
        "{ $.level = %^E.+R$% && $.level != %WARN|INFO% }",
      })
  void findsWhatItSelects(String pattern) {
    assertThat(
            FilterPattern.of(pattern)
                .matches("{\"level\": \"ERROR\", \"tags\": [\"x\"], \"a/b~c\": 1}"))
        .isTrue();
    assertThat(FilterPattern.of(pattern).matches("{\"message\": \"%^E.+R$%\"}")).isFalse();
  }
}
