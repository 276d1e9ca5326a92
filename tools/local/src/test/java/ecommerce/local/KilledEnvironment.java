package ecommerce.local;

import java.nio.file.Path;

/** A process that is an environment: says its address, and waits to be killed. */
final class KilledEnvironment {

  private KilledEnvironment() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path state = Path.of(arguments[0]);
    LocalAws aws =
        LocalAws.start(
            new LocalAws.Options(
                state, 0, TestPort.ACCOUNT, LocalAwsTest.runtime(), state.resolveSibling("aot")));
    System.out.println(aws.url());
    Thread.currentThread().join();
  }
}
