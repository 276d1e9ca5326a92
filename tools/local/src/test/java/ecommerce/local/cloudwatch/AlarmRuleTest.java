package ecommerce.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Rules over three alarms: a and b ring, c is quiet. */
class AlarmRuleTest {

  private static final Map<String, StateValue> STATES =
      Map.of("a", StateValue.ALARM, "b", StateValue.ALARM, "c (quiet)", StateValue.OK);

  private static boolean holds(String rule) {
    return new AlarmRule(rule).holds((name, state) -> STATES.get(name) == state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "AT_LEAST(2, ALARM, (a, b, \"c (quiet)\")); true",
        "AT_LEAST(3, ALARM, (a, b, \"c (quiet)\")); false",
        "AT_LEAST(50%, ALARM, (a, b, 'c (quiet)')); true",
        "AT_LEAST(67%, ALARM, (a, b, 'c (quiet)')); false",
        "AT_LEAST(1, NOT ALARM, (a, b, 'c (quiet)')); true",
        "AT_LEAST(2, NOT OK, (a, b)); true",
        "OK(a) OR NOT AT_LEAST( 1 , OK , ( a,b ) ) AND ALARM(b); true"
      })
  void countsAlarmsThatAreInAState(String rule, boolean holds) {
    assertThat(holds(rule)).isEqualTo(holds);
  }

  @Test
  void dependsOnTheAlarmsThatItCounts() {
    assertThat(new AlarmRule("AT_LEAST(1, OK, (a, \"b\")) OR OK(c)").alarms())
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AT_LEAST(0, ALARM, (a))",
        "AT_LEAST(2, ALARM, (a))",
        "AT_LEAST(101%, ALARM, (a))",
        "AT_LEAST(1, RINGING, (a))",
        "AT_LEAST(1, ALARM, ())"
      })
  void refusesWhatCannotBeCounted(String rule) {
    assertThatThrownBy(() -> new AlarmRule(rule)).isInstanceOf(ecommerce.local.wire.Fault.class);
  }
}
