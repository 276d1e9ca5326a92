/** A unit test, which reports as JUnit does. */
public final class PriceTest {

  public static void main(String[] args) throws Exception {
    String failure = null;
    try {
      Price.total(0);
      failure = "total(0) was not refused";
    } catch (IllegalArgumentException e) {
      // as it must be
    }
    java.nio.file.Files.writeString(
        java.nio.file.Path.of("target/reports/TEST-PriceTest.xml"),
        "<testsuite name=\"PriceTest\" tests=\"1\"><testcase classname=\"PriceTest\" name=\"refusesNothing\" time=\"0.01\">"
            + (failure == null ? "" : "<failure message=\"" + failure + "\"/>")
            + "</testcase></testsuite>");
    System.exit(failure == null ? 0 : 1);
  }
}
