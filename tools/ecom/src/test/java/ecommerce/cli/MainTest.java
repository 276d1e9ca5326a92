package ecommerce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void saysThatNothingRunsOnAPort() {
    assertThat(run("status", "--port", "1")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "ecom: no environment runs on port 1; start one with: ./ecom up --port 1");
  }

  @Test
  void findsNothingToStopWithoutComplaint() {
    assertThat(run("down", "--port", "1")).isZero();
    assertThat(out.toString()).contains("nothing runs on port 1");
  }

  @Test
  void refusesWhatIsNoPortAndWhatIsNoName() {
    assertThat(run("status", "--port", "70000")).isEqualTo(1);
    assertThat(run("up", "--port", "0", "--environment", "Dev Environment")).isEqualTo(1);
    assertThat(err.toString())
        .contains("--port 70000 is no port")
        .contains("--environment Dev Environment");
  }

  @Test
  void refusesUnknownOptionsAsWrongUsage() {
    assertThat(run("order", "--shrot")).isEqualTo(2);
    assertThat(run("order", "--short", "--fail-delivery")).isEqualTo(2);
    assertThat(err.toString()).contains("--shrot").contains("mutually exclusive");
  }

  @Test
  void cancelsOnlyAnOrderThatIsNamed() {
    assertThat(run("cancel")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required parameter: 'ORDER'");
  }

  @Test
  void refusesAChangeOfTheStockThatLacksSomething() {
    assertThat(run("stock", "--receive", "5")).isEqualTo(2);
    assertThat(run("stock", "desk", "--adjust", "5")).isEqualTo(2);
    assertThat(run("stock", "desk", "--receive", "5", "--adjust", "5", "--reason", "found"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("PRODUCT is missing")
        .contains("--reason")
        .contains("mutually exclusive");
  }

  @Test
  void saysThatThePortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int exit =
          run(
              "up",
              "--port",
              "" + taken.getLocalPort(),
              "--state",
              directory.resolve("state").toString());
      assertThat(exit).isEqualTo(1);
      assertThat(err.toString())
          .isEqualToIgnoringNewLines("ecom: port " + taken.getLocalPort() + " is in use");
    }
  }

  @Test
  void resetsOnlyWhatIsAState() throws Exception {
    Files.writeString(directory.resolve("precious.txt"), "x");
    assertThat(run("up", "--port", "0", "--reset", "--state", directory.toString())).isEqualTo(1);
    assertThat(directory.resolve("precious.txt")).exists();
    assertThat(err.toString()).contains("is no state of an environment");
  }

  @Test
  void deploysOnlyToAnEnvironmentThatIsNamed() {
    assertThat(run("deploy", "orders")).isEqualTo(2);
    assertThat(run("teardown", "--environment", "Prod!", "--endpoint", "http://localhost:1"))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("Missing required option: '--environment=NAME'")
        .contains("Prod! is no name of an environment");
  }

  @Test
  void refusesTwoDestinationsAndWhatIsNoEndpoint() {
    assertThat(run("diff", "--environment", "dev", "--port", "1", "--endpoint", "http://x"))
        .isEqualTo(2);
    assertThat(run("deploy", "--environment", "dev", "--endpoint", "localhost")).isEqualTo(1);
    assertThat(err.toString()).contains("mutually exclusive").contains("localhost is no endpoint");
  }

  @Test
  void refusesToDeployWhatIsNoService() {
    assertThat(run("deploy", "nobody", "--environment", "dev", "--endpoint", "http://localhost:1"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("ecom: nobody is no service; there are ");
  }

  @Test
  void loadsInOneWayAtATime() {
    assertThat(run("load", "--users", "5", "--rate", "60", "--port", "1")).isEqualTo(1);
    assertThat(err.toString()).contains("--users and --rate");
  }

  @Test
  void explainsTheConventions() {
    assertThat(run("lint", "--list")).isZero();
    assertThat(out.toString()).contains("patterns").contains("tried with AWS's own matcher");
  }

  @Test
  void refusesToLookAtWhatIsNoService() {
    assertThat(run("lint", "ordres")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no service ordres; there are ");
  }

  @Test
  void takesEverythingForChangedWhereGitDoesNotKnowTheCommit() {
    assertThat(run("changed", "--since", "0123456789012345678901234567890123456789")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("all");
    assertThat(err.toString()).contains("orders: not known what changed since 0123456789");
  }

  @Test
  void refusesTwoPlacesForThePipeline() {
    assertThat(run("pipeline", "--port", "1", "--aws")).isEqualTo(2);
    assertThat(run("approve", "--port", "70000")).isEqualTo(1);
    assertThat(err.toString()).contains("mutually exclusive").contains("--port 70000 is no port");
  }
}
