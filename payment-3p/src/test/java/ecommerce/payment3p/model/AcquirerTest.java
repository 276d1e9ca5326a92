package ecommerce.payment3p.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AcquirerTest extends AcquirerContract {

  @Override
  protected Tokens tokens() {
    return new MemoryTokens();
  }

  @Test
  void refundThatAnotherCallUnderItsIdMakesMeanwhileIsDone() {
    MemoryTokens tokens = new MemoryTokens();
    Acquirer acquirer =
        new Acquirer(after("refunded", tokens, () -> tokens.refund("t", "r1", 1000)), () -> "t");
    acquirer.preauthorise(1000);
    acquirer.capture("t");

    assertThat(acquirer.refund("t", "r1", OptionalLong.of(1000))).isTrue();

    assertThat(acquirer.status("t"))
        .isEqualTo(new TokenState.Settled(Settlement.CAPTURED, 1000, 1000));
  }

  /** The same tokens, where something happens after each call of one method. */
  private static Tokens after(String name, Tokens tokens, Runnable happens) {
    return (Tokens)
        Proxy.newProxyInstance(
            AcquirerTest.class.getClassLoader(),
            new Class<?>[] {Tokens.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(tokens, arguments);
              if (method.getName().equals(name)) {
                happens.run();
              }
              return answer;
            });
  }
}
