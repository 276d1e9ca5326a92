package ecommerce.edge;

/**
 * Work that a function does once while it starts, so that its first event finds classes loaded and connections open. Lambda
 * gives a starting function a whole CPU; what it leaves for its first event is paid for by whoever waits for that.
 *
 * <p>Priming never keeps a function from starting: what fails is logged and left to the first event, which reports it.
 */
public final class Priming {

  private Priming() {}

  /**
   * @param what named in the log, where it fails
   * @param call something without effect, such as reading a key that does not exist
   */
  public static void attempt(String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      System.out.println(Json.object().put("level", "WARN").put("priming", what).put("error", e.toString()));
    }
  }
}
