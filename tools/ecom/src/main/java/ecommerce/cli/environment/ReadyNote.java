package ecommerce.cli.environment;

import ecommerce.cli.shop.Person;
import ecommerce.cli.site.RunningEnvironment;
import java.io.PrintWriter;

/** What a person needs to know of an environment that runs. */
final class ReadyNote {

  private ReadyNote() {}

  static void print(PrintWriter out, RunningEnvironment running) {
    String port = running.options();
    out.println(
        "endpoint     "
            + running.endpoint()
            + "  (access key test, secret test; eval \"$(./ecom env"
            + port
            + ")\")");
    if (!running.graphqlUrl().isEmpty()) {
      people(out, running);
    }
    out.println("state        " + running.state());
    out.println(
        "next         ./ecom order"
            + port
            + " · ./ecom logs --follow"
            + port
            + " · ./ecom down"
            + port);
    out.flush();
  }

  private static void people(PrintWriter out, RunningEnvironment running) {
    out.println("GraphQL      " + running.graphqlUrl());
    out.println("API key      " + running.apiKey());
    out.println(
        "sign in      "
            + Person.CUSTOMER.email()
            + ", "
            + Person.WAREHOUSE.email()
            + ", "
            + Person.DELIVERY.email()
            + " or "
            + Person.ADMIN.email());
    out.println("             with the password " + Person.PASSWORD);
  }
}
