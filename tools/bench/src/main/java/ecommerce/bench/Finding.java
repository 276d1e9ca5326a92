package ecommerce.bench;

/**
 * One row of the report.
 *
 * @param goal empty where there is none
 */
record Finding(String what, String measured, String goal) {

  static Finding of(String what, String measured) {
    return new Finding(what, measured, "");
  }

  String markdown() {
    return "| " + what + " | " + measured + " | " + goal + " |";
  }
}
